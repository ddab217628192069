# Labrarian as a container: `docker build -t labrarian .`, then see docs/running.md.
# The build has the compiler; what runs has neither it nor any development package.
FROM node:24-bookworm-slim AS build
WORKDIR /labrarian
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /labrarian
COPY --from=build --chown=root:root /labrarian /labrarian
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production DATA_DIR=/data
VOLUME /data
# Without a shell or npm between: the signal to stop reaches the bot itself, which then finishes what is in flight.
ENTRYPOINT ["node", "run.mjs"]
CMD ["src/main"]
