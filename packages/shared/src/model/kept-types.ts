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
 * Makes a moddle instance read `xsi:type="tFormalExpression"` in a document whose default namespace is not BPMN's.
 *
 * Strictly it names nothing then; tools write it all the same, and moddle would drop the element.
 */
export function readTypesWithoutPrefix(moddle: Moddle): void {
  const known = moddle.getType.bind(moddle);
  moddle.getType = (name) => {
    const [, prefix, local = ''] = typeof name === 'string' ? (/^(undefined|ns\d+):t?([A-Z].*)$/.exec(name) ?? []) : [];
    return known(prefix !== undefined && !moddle.getPackage(prefix) ? `bpmn:${local}` : name);
  };
}

/**
 * Makes a moddle instance write attributes that repeat BPMN's default where the file had them.
 *
 * Moddle leaves out a value that equals the declared default, so `isExecutable="false"` would vanish. The types'
 * prototypes already hold the defaults for reading; the writer alone looks at the declaration.
 */
export function keepWrittenDefaults(moddle: Moddle): void {
  for (const { prefix, types } of moddle.getPackages()) {
    for (const type of types) {
      if (type.extends) continue;
      for (const property of moddle.getType(`${prefix}:${type.name}`).$descriptor.properties) delete property.default;
    }
  }
}

/** Elements that BPMN's schema names by their role, where bpmn-moddle knows their type alone and would write that. */
const named: readonly (readonly [type: string, property: string])[] = [
  ['bpmn:CorrelationPropertyRetrievalExpression', 'bpmn:messagePath'],
  ['bpmn:CorrelationPropertyBinding', 'bpmn:dataPath'],
  ['bpmn:ComplexBehaviorDefinition', 'bpmn:condition'],
  ['bpmn:ComplexBehaviorDefinition', 'bpmn:event'],
];

/** Makes a moddle instance write `<messagePath>` and its like by these names, not as `<expression>`. */
export function keepNamedElements(moddle: Moddle): void {
  for (const [type, name] of named) {
    const property = moddle.getType(type).$descriptor.propertiesByName[name];
    if (property) property.xml = { serialize: 'xsi:type' };
  }
}
