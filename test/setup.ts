import fc from 'fast-check';

/**
 * Properties try the same values on every run, so that a red run means a change of the program; a failure prints
 * its seed and path. `FC_SEED=123 npm test` tries others.
 */
const seed = Number(process.env.FC_SEED ?? 20_260_630);
if (!Number.isInteger(seed)) throw new Error(`FC_SEED is ${process.env.FC_SEED}, expected a whole number`);
fc.configureGlobal({ seed });
