import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceSurprises, lockedPackages, renderNotices, thirdPartyPackages } from './docs/third-party.ts';

const packages = thirdPartyPackages(process.cwd());
if (packages.length < lockedPackages(process.cwd()).length) {
  throw new Error('Some optional packages are not installed: their notices would be lost. Run `npm ci`.');
}
const surprises = licenceSurprises(packages);
writeFileSync(join(process.cwd(), 'THIRD-PARTY-NOTICES.md'), renderNotices(packages));
process.stdout.write(`THIRD-PARTY-NOTICES.md: ${packages.length} packages\n`);
for (const { name, license } of surprises) {
  process.stderr.write(`${name} is under ${license}: remark on it in bench/docs/third-party.ts\n`);
  process.exitCode = 1;
}
