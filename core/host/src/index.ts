/** The public entry of `@vmeste/host`. */
export { createHost } from './create-host.ts'
export type { Host, HostParts } from './host-parts.ts'
export type { HostOptions } from './host-options.ts'
export { openEarly } from './http/early-server.ts'
export { readPluginsConfig, type PluginsConfig } from './plugins/read-config.ts'
export { loadEach, loadPlugins, readManifest, type LoadedModule } from './plugins/load-plugins.ts'
export { fitModules } from './admission/fit-modules.ts'
export { knownOf, restingLine, restingModule, type RestingModule } from './plugins/resting-module.ts'
export { restingPackage } from './plugins/resting-package.ts'
export { findModulePackage, readModulePackage, readPackageName, type ModulePackage } from './plugins/module-package.ts'
export { guardProcess } from './health/guard-process.ts'
export { exportModule, type ModuleExport } from './operations/purge/export-module.ts'
export { citiesIn } from './operations/purge/city-tables.ts'
export { countModule, purgeModule, type PurgeParts } from './operations/purge/purge-module.ts'
export { createCity, newCitySchema, type NewCity } from './city/create-city.ts'
export {
  addCity,
  changeFacts,
  cityFacts,
  listCities,
  type ListedCity,
  type TypedChange,
  type TypedCity,
} from './city/change-facts.ts'
export { composeSchema, composeSdl } from './admin/compose-schema.ts'
export { fitsLimits, limits, sizeOfSource, unboundedLists } from './graph/limits.ts'
export { recordedOperations } from './plugins/trusted-documents.ts'
export { guardOf, type Guard } from './plugins/field-guards.ts'
export { settingTexts } from './settings/check-settings.ts'
export { verifyManifest, verifyPlugin } from './plugins/verify-plugin.ts'
export { createPortal, portalRoutes, type PortalOptions } from './portal/create-portal.ts'
export { readPortal, type BuiltPortal, type InstalledModule } from './portal/read-portal.ts'
export { readBasemap, type Basemap } from './portal/basemap.ts'
export { hostLogger } from './log/host-logger.ts'
