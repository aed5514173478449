/**
 * Floors of `core/host/src`, the lowest first: mechanism below, operations and administration above. A folder imports
 * from floors below its own alone, and not from its neighbours, so no cycle of folders can come back. Files beside the
 * folders (`create-host.ts`, the entries) stand on the roof.
 *
 * A test is no part of its folder: it may stand a whole host up.
 */
const floors = [
  // what imports nothing of the host: texts of refusals, colours, the log, contracts, whether the ground holds
  ['problems', 'look', 'log', 'contract', 'outage'],
  ['jobs'],
  ['storage'],
  ['health', 'settings'],
  ['plugins'],
  ['events', 'roles', 'packages'],
  ['identity'],
  ['city'],
  ['http'],
  ['graph'],
  // the second door, and what a module must pass before it is let in
  ['portal', 'admission'],
  // what a command or a schedule does to a whole installation
  ['operations'],
  // what people do to their city through the graph
  ['admin'],
  // everybody's tables, as one list
  ['core-unit'],
]

const src = '^core/host/src/'
const tests = '(/(test|fake)-[^/]+|[.]test)[.]ts$'

const rules = floors.map((folders, floor) => ({
  name: `host-floor-${String(floor + 1).padStart(2, '0')}-${folders.join('-')}`,
  severity: 'error',
  from: { path: `${src}(${folders.join('|')})/`, pathNot: tests },
  to: { path: src, pathNot: `${src}(${['$1', ...floors.slice(0, floor).flat()].join('|')})/` },
}))

module.exports = {
  floors,
  rules: [
    ...rules,
    {
      name: 'every-folder-of-the-host-has-a-floor',
      severity: 'error',
      from: { path: `${src}(?!(${floors.flat().join('|')})/)[^/]+/` },
      to: {},
    },
  ],
}
