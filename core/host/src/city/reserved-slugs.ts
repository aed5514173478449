/**
 * What no city may be called in addresses. The first words are parts of commands, the others stand in addresses of the
 * portal, the host and its modules; a test reads those and finds what is missing here.
 */
const commands = ['add', 'change', 'remove', 'list', 'help']
const host = [
  'account',
  'admin',
  'api',
  'assets',
  'auth',
  'basemap',
  'callback',
  'city',
  'cities',
  'export',
  'favicon',
  'files',
  'graphql',
  'health',
  'icon',
  'letters',
  'live',
  'login-actions',
  'manifest',
  'metrics',
  'modules',
  'portal',
  'protocol',
  'ready',
  'realms',
  'resources',
  'robots',
  'sign',
  'static',
  'status',
  'stream',
  'sw',
  'vmeste',
  'www',
]
const door = [
  'code',
  'demonstration',
  'enrol',
  'enrolled',
  'forgotten',
  'invitation',
  'login',
  'new-account',
  'new-password',
  'openid-connect',
  'registration',
]
const pages = ['calendar', 'cases', 'mail', 'notifications', 'people', 'privacy', 'roles', 'staff', 'state', 'waiting']
const modules = [
  'appeals',
  'civic',
  'comments',
  'core',
  'identity',
  'inbox',
  'message-or-appeal',
  'morning',
  'new',
  'objects',
  'of',
  'overview',
  'posters',
  'ratings',
  'register',
  'reports',
  'sent',
]
const people = ['citizen', 'guest', 'platform', 'platform-admin', 'system']

export const reservedSlugs: ReadonlySet<string> = new Set([
  ...commands,
  ...host,
  ...door,
  ...pages,
  ...modules,
  ...people,
])
