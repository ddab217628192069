/** The part of react-dom that is used; it ships no types. */
declare module 'react-dom/server' {
  export function renderToStaticMarkup(element: unknown): string;
}
