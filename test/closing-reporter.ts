import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** What a test needs that no clean checkout has. */
export const NOT_OF_THE_PROJECT = 'is no part of the project, and is not here';

function noteOf(test: TestCase): string {
  const result = test.result();
  return ('note' in result && result.note) || 'no reason given';
}

/** Names every skipped test and why, fails the run for one under CI, and closes with one plain line of counts. */
export class ClosingReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const brokenModules = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    );
    const lines = skipped.map(
      (test) => `skipped: ${test.module.moduleId.split('/test/').at(-1)} > ${test.fullName}: ${noteOf(test)}`,
    );
    const isFailure = skipped.some((test) => !noteOf(test).endsWith(NOT_OF_THE_PROJECT));
    if (process.env.CI === 'true' && isFailure) {
      lines.push('A test skipped under CI is a failure: install what it needs in .ci/run.');
      process.exitCode = 1;
    }
    const failed = count('failed') + brokenModules.length;
    lines.push(`${count('passed')} passed, ${failed} failed, ${skipped.length} skipped`);
    process.on('exit', () => process.stdout.write(`\n${lines.join('\n')}\n`));
  }
}
