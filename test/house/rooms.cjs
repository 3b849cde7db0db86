/**
 * Who may import whom, as sentences (dependency-cruiser's rules).
 *
 * Arrows point down: base <- model, expression, calendar, people <- validation, kernel <- simulation;
 * designer and runtime never meet but through shared/contract; each heavy library has one owning room.
 * Inside the kernel: nouns <- queries <- evolve <- parts <- definitions <- elements <- compile, effects, inputs, moving, settle <- step <- migrate.
 */
const shared = 'packages/shared/src';
const runtime = 'packages/runtime/src';
const designer = 'packages/designer/src';
const tests = '\\.(test|double)\\.tsx?$|^test/';

/** A room may reach only these others of its package. */
const mayReach = (home, room, rooms, comment) => ({
  name: `${room}-stands-on-${rooms.length ? rooms.join('-and-') : 'nothing'}`,
  comment,
  severity: 'error',
  from: { path: `^${home}/${room}/`, pathNot: tests },
  to: { path: `^${home}/`, pathNot: [`^${home}/(${[room, ...rooms].join('|')})/`] },
});

/** A library that one room alone may name. */
const ownedBy = (name, library, owners, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^packages/', pathNot: [...owners.map((owner) => `^${owner}`), tests] },
  to: { path: `(^|/)node_modules/(${library})(/|$)` },
});

const kernel = `${shared}/kernel`;

/** The layers of the kernel, the lowest first, and why each stands where it does. */
const kernelLayers = [
  [
    'nouns',
    '(program|state|input|event|effect)\\.ts|plans/|events/',
    'What there is, as plain data, knows nobody who works with it.',
  ],
  ['queries', 'queries/', 'What is asked of a program or a state changes neither.'],
  ['evolve', '(evolve|replay)\\.ts|appliers/', 'What remembers decides nothing, so that replay needs none of what decides.'],
  ['parts', 'parts/', 'What elements share knows no element: it reaches them by the tables that a run is handed.'],
  ['definitions', 'definitions/', 'An event definition knows no element that has it.'],
  ['elements', 'elements/', 'An element knows neither who compiles it nor which input leads to it.'],
];
/** These stand on all of the layers, and not on one another. */
const kernelTops = [
  ['compile', 'compile/', 'The compiler asks elements and definitions, and runs nothing.'],
  ['effects', 'effects/', 'Effects are read from the events of a step.'],
  ['inputs', 'inputs/', 'An input is taken by what waits for it.'],
  ['moving', 'moving/', 'What goes from one program to another is told by both, and moved by their elements.'],
  ['settle', 'settle\\.ts', 'Tokens move by their elements, whatever input set them off.'],
];

/** Values alone: a type may name what stands above, as the tables that a run is handed do. */
const kernelLayer = ([layer, path, comment], below) => ({
  name: `kernel-${layer}-stands-on-what-is-below`,
  comment,
  severity: 'error',
  from: { path: `^${kernel}/(${path})`, pathNot: tests },
  to: {
    path: `^${kernel}/`,
    pathNot: [path, ...below.map(([, of]) => of)].map((of) => `^${kernel}/(${of})`),
    dependencyTypesNot: ['type-only'],
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rooms-are-entered-through-their-doors',
      comment: "A room's index.ts is its door; what is not exported there is nobody else's business.",
      severity: 'error',
      from: { path: '^packages/([^/]+)/src/([^/]+)/', pathNot: tests },
      to: {
        path: '^packages/([^/]+)/src/([^/]+)/.+',
        pathNot: ['^packages/$1/src/$2/', '/index\\.tsx?$', '\\.css$', '^packages/designer/src/[^/]+/index\\.tsx?$'],
      },
    },
    {
      name: 'designer-and-runtime-never-meet',
      comment: 'shared/contract is the seam between them; either must build without the other.',
      severity: 'error',
      from: { path: `^${designer}/` },
      to: { path: `^${runtime}/` },
    },
    {
      name: 'runtime-knows-no-designer',
      comment: 'The runtime serves the built files; it never imports them.',
      severity: 'error',
      from: { path: `^${runtime}/` },
      to: { path: `^${designer}/` },
    },
    {
      name: 'shared-stands-alone',
      comment: 'shared runs anywhere; it knows neither of the packages above it.',
      severity: 'error',
      from: { path: `^${shared}/` },
      to: { path: `^packages/(runtime|designer)/` },
    },
    {
      name: 'shared-knows-no-node',
      comment: 'The kernel runs in browsers too, to the same bytes.',
      severity: 'error',
      from: { path: `^${shared}/`, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    mayReach(shared, 'base', [], 'The ground imports no room.'),
    mayReach(shared, 'model', ['base'], 'What a document says depends on nothing that runs it.'),
    mayReach(shared, 'expression', ['base'], 'FEEL knows no process.'),
    mayReach(shared, 'calendar', ['base', 'expression'], 'Working time is a pure function of a plain snapshot.'),
    mayReach(shared, 'people', ['base'], 'Who a who is, is a pure function of a plain directory.'),
    mayReach(shared, 'validation', ['base', 'model', 'expression', 'calendar'], 'Rules read models; they run nothing.'),
    mayReach(
      shared,
      'kernel',
      ['base', 'model', 'expression', 'calendar', 'people'],
      'The kernel is pure: what it cannot know it asks, and the host answers.',
    ),
    mayReach(
      shared,
      'simulation',
      ['base', 'model', 'expression', 'calendar', 'people', 'kernel'],
      'Hosts without I/O stand on the kernel.',
    ),
    mayReach(shared, 'migration', ['base', 'model', 'kernel'], 'What differs is said of models; cases are moved by the kernel.'),
    mayReach(shared, 'statistics', [], 'What may be concluded from counts knows nothing of what was counted.'),
    mayReach(shared, 'bundle', ['base', 'contract'], 'A release is packed and read as it is sent; nothing of it is run.'),
    {
      name: 'contract-takes-types-only',
      comment: 'Wire shapes must not drag the machine into whoever talks to it.',
      severity: 'error',
      from: { path: `^${shared}/contract/`, pathNot: tests },
      to: { path: `^${shared}/(model|kernel|validation|simulation)/`, dependencyTypesNot: ['type-only'] },
    },
    ...kernelLayers.map((layer, index) => kernelLayer(layer, kernelLayers.slice(0, index))),
    ...kernelTops.map((layer) => kernelLayer(layer, kernelLayers)),
    {
      name: 'kernel-imports-no-package',
      comment: 'One pure idea, no dependency that could change its answer.',
      severity: 'error',
      from: { path: `^${shared}/kernel/`, pathNot: tests },
      to: { path: 'node_modules' },
    },
    mayReach(runtime, 'base', [], 'What every room is written with imports none.'),
    mayReach(runtime, 'access', ['base'], 'Who somebody is, is asked before anything else is.'),
    mayReach(runtime, 'files', ['base', 'access'], 'Bytes, and who may read them; whose case it is, is asked by a function.'),
    mayReach(runtime, 'engine', ['base', 'access'], 'Cases run on ports: no database, no versions of its own.'),
    mayReach(runtime, 'insight', ['base', 'access', 'engine'], 'Figures are read from what the engine keeps.'),
    mayReach(runtime, 'releases', ['base', 'access', 'store'], 'Versions are kept; they run nothing.'),
    mayReach(runtime, 'store', ['base', 'access', 'engine', 'files', 'insight'], 'The store serves the ports of the rooms.'),
    ...[
      ['ui', []],
      ['client', []],
      ['naming', []],
      ['session', ['client', 'ui']],
      ['stops', ['client', 'session', 'ui']],
      ['modeler', ['ui']],
      ['properties', ['modeler', 'ui']],
      ['forms', ['client', 'session', 'ui']],
      ['changes', ['client', 'forms', 'naming', 'properties', 'ui']],
      ['cases', ['client', 'forms', 'modeler', 'naming', 'session', 'stops', 'ui']],
      ['opinion', ['client', 'naming', 'ui']],
      ['blackout', ['client', 'session', 'ui']],
      ['rollout', ['blackout', 'client', 'session', 'ui']],
      ['processes', ['blackout', 'cases', 'client', 'modeler', 'naming', 'opinion', 'rollout', 'session', 'stops', 'ui']],
      ['funnel', ['cases', 'client', 'naming', 'processes', 'session', 'ui']],
      ['impact', ['cases', 'client', 'naming', 'ui']],
      [
        'review',
        ['blackout', 'cases', 'changes', 'client', 'impact', 'modeler', 'naming', 'opinion', 'processes', 'session', 'ui'],
      ],
      ['moving', ['cases', 'client', 'modeler', 'naming', 'processes', 'session', 'ui']],
      ['play', ['cases', 'client', 'forms', 'modeler', 'naming', 'processes', 'session', 'ui']],
      ['iterations', ['cases', 'changes', 'client', 'naming', 'session', 'ui']],
      ['inbox', ['cases', 'client', 'forms', 'iterations', 'naming', 'session', 'stops', 'ui']],
      ['home', ['cases', 'client', 'iterations', 'naming', 'session', 'ui']],
      ['operations', ['cases', 'client', 'naming', 'session', 'stops', 'ui']],
      ['account', ['client', 'session', 'ui']],
      ['one-time-links', ['client', 'session', 'ui']],
    ].map(([room, rooms]) =>
      mayReach(
        designer,
        room,
        rooms,
        'Screens stand on cases, forms and words, and those on the client and the parts of a page.',
      ),
    ),
    {
      name: 'engine-knows-no-sql-and-no-http',
      comment: 'The engine room talks to a host port; SQLite, PostgreSQL and Restate stand behind it.',
      severity: 'error',
      from: { path: `^${runtime}/(engine|insight)/`, pathNot: tests },
      to: { path: `^${runtime}/http/|node_modules/(kysely|better-sqlite3|hono)(/|$)` },
    },
    {
      name: 'nothing-below-knows-http',
      comment: 'Routes call services; no service knows that there are routes.',
      severity: 'error',
      from: { path: `^${runtime}/(base|store|engine|releases|insight|access|files|second-opinion)/`, pathNot: tests },
      to: { path: `^${runtime}/http/` },
    },
    ownedBy(
      'zod-belongs-to-the-contract',
      'zod|@hono/zod-openapi',
      [`${shared}/contract/`, `${runtime}/http/`],
      'Shapes on the wire are declared once.',
    ),
    ownedBy(
      'feel-belongs-to-expression',
      '@bpmn-io/lezer-feel|@lezer/common|feelin',
      [`${shared}/expression/`],
      'FEEL is parsed in one room.',
    ),
    ownedBy('zips-belong-to-the-bundle', 'fflate', [`${shared}/bundle/`], 'Zips are packed and unpacked in one room.'),
    ownedBy('bpmn-xml-belongs-to-the-model', 'bpmn-moddle|saxen', [`${shared}/model/`], 'XML is read and written in one room.'),
    ownedBy(
      'hono-belongs-to-http',
      'hono|@hono/node-server',
      [`${runtime}/http/`, `${runtime}/(index|main|cli|serve)`, `${designer}/client/`],
      'Only the http room knows Hono.',
    ),
    ownedBy(
      'distributions-belong-to-statistics',
      'simple-statistics',
      [`${shared}/statistics/`],
      'What may be said with which certainty is decided in one room.',
    ),
    ownedBy('sql-belongs-to-the-store', 'better-sqlite3', [`${runtime}/store/`], 'One room opens the database.'),
    ownedBy(
      'sign-in-belongs-to-access',
      'better-auth',
      [`${runtime}/access/`],
      'Passwords and sessions are one room’s business.',
    ),
    {
      name: 'bpmn-engine-belongs-to-the-second-opinion',
      comment: 'It is asked for its opinion on models without scripts, and measured beside ours; it executes nobody’s deals.',
      severity: 'error',
      from: { pathNot: [`^${runtime}/second-opinion/`, '^test/bench/peers/', 'node_modules'] },
      to: { path: '(^|/)node_modules/(bpmn-engine|bpmn-elements|smqp|moddle-context-serializer)(/|$)' },
    },
    {
      name: 'second-opinion-asks-nobody-else',
      comment: 'It reads a document and plays it; it knows no database, no people and no HTTP.',
      severity: 'error',
      from: { path: `^${runtime}/second-opinion/`, pathNot: tests },
      to: { path: `^${runtime}/`, pathNot: [`^${runtime}/second-opinion/`, `^${runtime}/base/`] },
    },
    ownedBy(
      'bpmn-js-belongs-to-the-modeler',
      'bpmn-js|diagram-js|bpmn-js-[a-z-]+|diagram-js-minimap',
      [`${designer}/modeler/`],
      'The canvas has one owner.',
    ),
    ownedBy('react-flow-belongs-to-the-funnel', '@xyflow/react', [`${designer}/funnel/`], 'Maps are drawn in one room.'),
    {
      name: 'only-the-client-fetches',
      comment: 'Screens ask the client room; it alone knows that there is a network.',
      severity: 'error',
      from: { path: `^${designer}/`, pathNot: [`^${designer}/client/`, tests] },
      to: { path: 'node_modules/hono/' },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { couldNotResolve: true, pathNot: ['\\.css$', '^virtual:', '\\?(worker|url|raw|inline)'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'types', 'import', 'default'] },
    exclude: { path: '(^|/)dist/' },
  },
};
