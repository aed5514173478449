/** The public entry of `@vmeste/host`. */
export { createHost, type Host, type HostOptions, type HostParts } from './create-host.ts'
export { loadPlugins, readPluginsConfig, type PluginsConfig } from './plugins/read-config.ts'
export { guardProcess } from './health/guard-process.ts'
export { createCity, newCitySchema, type NewCity } from './city/create-city.ts'
export { composeSchema, composeSdl } from './graph/compose-schema.ts'
export { createPortal, portalRoutes, type PortalOptions } from './portal/create-portal.ts'
export { readPortal, type BuiltPortal, type InstalledModule } from './portal/read-portal.ts'
export { readBasemap, type Basemap } from './portal/basemap.ts'
