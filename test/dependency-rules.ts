import type { IFlattenedRuleSet } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';
import type { Layer } from './layers.ts';

type ForbiddenRule = NonNullable<IFlattenedRuleSet['forbidden']>[number];

/** Files that are started rather than imported, and declarations, which the compiler finds by itself. */
const STARTED = '^(src/main[.]ts$|src/cli/|bench/)|[.]d[.]ts$';

function layerRule(name: string, layers: Readonly<Record<string, Layer>>): ForbiddenRule {
  const layer = layers[name];
  if (layer === undefined) throw new Error(`No layer is called ${name}`);
  const allowed = [name, ...layer.mayImport].map((other) => {
    const found = layers[other];
    if (found === undefined) throw new Error(`${name} may import ${other}, which is no layer`);
    return found.path;
  });
  return {
    name: `${name}-imports`,
    severity: 'error',
    from: { path: layer.path },
    to: { path: '^(src|adapters|bench|test)/', pathNot: allowed },
  };
}

function rules(layers: Readonly<Record<string, Layer>>): ForbiddenRule[] {
  const bound = Object.keys(layers).filter((name) => !layers[name]?.mayImport.includes('*'));
  return [
    ...bound.map((name) => layerRule(name, layers)),
    {
      name: 'no-bench',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { path: '^(bench|test)/' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan', severity: 'error', from: { orphan: true, pathNot: STARTED }, to: {} },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^[.]' } },
  ];
}

export type DependencyReport = {
  /** Our own modules that were looked at, as paths from the root. */
  readonly modules: readonly string[];
  /** `rule: from -> to`, sorted. */
  readonly violations: readonly string[];
  /** Modules to which no layer's path fits, so that no rule guards them. */
  readonly unplaced: readonly string[];
};

/** Looks at every import below `root` (types included) and compares it with the layers. */
export async function checkDependencies(
  root: string,
  folders: readonly string[],
  layers: Readonly<Record<string, Layer>>,
): Promise<DependencyReport> {
  const { output } = await cruise([...folders], {
    baseDir: root,
    ruleSet: { forbidden: rules(layers) },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6'],
  });
  if (typeof output === 'string') throw new Error(`No report of the dependencies: ${output}`);
  const modules = output.modules
    .map((module) => module.source)
    .filter((source) => /^(src|adapters|bench)\//.test(source));
  const places = Object.values(layers).map((layer) => new RegExp(layer.path));
  return {
    modules,
    violations: output.summary.violations
      .map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
      .sort(),
    unplaced: modules.filter((source) => !places.some((place) => place.test(source))),
  };
}
