import { Directory, Notifications, TextMessages } from '@vmeste/sdk'

/**
 * Ports of the civic services that the host's own part of the graph calls: declared once, for `ctx.use` and for the
 * database.
 */
export const coreUses = [Directory, Notifications, TextMessages]
