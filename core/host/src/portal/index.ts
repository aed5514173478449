/** The public entry of `@vmeste/host/portal`. */
export { createPortal, portalRoutes, type PortalOptions } from './create-portal.ts'
export { readPortal, type BuiltPortal, type InstalledModule } from './read-portal.ts'
