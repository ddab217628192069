import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './test/closing-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    reporters: ['default', new ClosingReporter()],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'adapters/**/*.ts'],
      reporter: ['text'],
    },
  },
});
