/** The public entry of `@vmeste/host/portal`. */
export { createPortal, portalRoutes, type PortalOptions } from './portal/create-portal.ts'
export { readPortal, type BuiltPortal, type InstalledModule } from './portal/read-portal.ts'
