/// <reference path="./bpmn-moddle.d.ts" />
import { BpmnModdle } from 'bpmn-moddle';
import { fortnightDescriptor } from './descriptor.ts';
import type { Moddle } from './moddle-interface.ts';

/**
 * Makes a moddle instance keep `fortnight:` tags that it does not know, instead of dropping them.
 *
 * Moddle reads an unknown tag of a known namespace as an error. A file of a newer version would so lose content
 * when an older editor saves it; each unknown tag becomes a type of its own, which takes any attribute and child.
 */
export function keepUnknownTags(moddle: Moddle): void {
  const { prefix } = fortnightDescriptor;
  const known = moddle.getType.bind(moddle);
  const seen = new Set(fortnightDescriptor.types.map((type) => `${prefix}:${type.name}`));
  moddle.getType = (name) => {
    if (typeof name === 'string' && name.startsWith(`${prefix}:`) && !seen.has(name)) {
      seen.add(name);
      const properties = [
        { name: 'body', type: 'String', isBody: true },
        { name: 'others', type: 'Element', isMany: true },
      ];
      moddle.registry.registerType(
        { name: name.slice(prefix.length + 1), superClass: ['Element'], properties },
        moddle.getPackage(prefix),
      );
    }
    return known(name);
  };
}

/**
 * Makes a moddle instance write attributes that repeat BPMN's default where the file had them.
 *
 * Moddle leaves out a value that equals the declared default, so `isExecutable="false"` would vanish. The types'
 * prototypes already hold the defaults for reading; the writer alone looks at the declaration.
 */
function keepWrittenDefaults(moddle: Moddle): void {
  for (const { prefix, types } of moddle.getPackages()) {
    for (const type of types) {
      if (type.extends) continue;
      for (const property of moddle.getType(`${prefix}:${type.name}`).$descriptor.properties) delete property.default;
    }
  }
}

/** A moddle instance that knows BPMN 2.0.2 and the `fortnight:` extension, and loses nothing it can hold. */
export function createModdle(): Moddle {
  const moddle = new BpmnModdle({ fortnight: fortnightDescriptor });
  keepWrittenDefaults(moddle);
  keepUnknownTags(moddle);
  return moddle;
}
