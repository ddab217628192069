import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './test/closing-reporter.ts';

/**
 * Files that need a process to themselves. Undici 7, once loaded, sends what discord.js's own undici would, and cannot send its files:
 * the bot sends none, the stand-in is tried with one.
 */
const ALONE = ['test/standins/discord/messages.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest by itself would leave a core unused.
    maxWorkers: availableParallelism(),
    reporters: ['default', new ClosingReporter()],
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: ALONE,
          // Loading the platforms' libraries for each file anew takes longer than most of the tests.
          isolate: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'adapters/**/*.ts'],
      reporter: ['text'],
    },
  },
});
