import * as z from 'zod/mini';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';

/**
 * The same schema, refusing fields that it does not name, at every depth. The specification's package has a switch
 * for it (`setStrictObject`), but its schemas are built while it is loaded, before anybody can turn the switch.
 */
export function strict(schema: $ZodType): $ZodType {
  const made = new Map<$ZodType, $ZodType>();

  function build(original: $ZodType): $ZodType {
    const inst = original as $ZodTypes;
    const def = inst._zod.def;
    const clone = (changed: object) => z.clone(original, { ...def, ...changed } as typeof def);
    switch (def.type) {
      case 'object': {
        const shape = Object.entries(def.shape).map(([key, field]) => [key, convert(field)]);
        return clone({ shape: Object.fromEntries(shape), catchall: z.never() });
      }
      case 'lazy':
        return z.lazy(() => convert(def.getter()));
      case 'union':
        return clone({ options: def.options.map(convert) });
      case 'array':
        return clone({ element: convert(def.element) });
      case 'optional':
      case 'nullable':
        return clone({ innerType: convert(def.innerType) });
      case 'record':
        return clone({ valueType: convert(def.valueType) });
      default:
        // Intersections stay: two strict halves would each refuse the other's fields.
        return original;
    }
  }

  function convert(original: $ZodType): $ZodType {
    const known = made.get(original);
    if (known) return known;
    const converted = build(original);
    made.set(original, converted);
    return converted;
  }

  return convert(schema);
}
