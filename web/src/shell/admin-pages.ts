/** One page of those who run the city: a card on `/admin`. */
export interface AdminPage {
  /** Below the city: `/admin/modules`. */
  readonly path: string
  /** Key of its name, in the texts of the shell's pages or in its first ones. */
  readonly title: string
  /** Key of one sentence about it, in the texts of the shell's pages. */
  readonly text: string
  /** Whoever holds it, or one of them, finds the page; the server checks every request again. */
  readonly permission: string | readonly string[]
}

/** Everything behind «Управление», in this order. A new page is one line here and a route. */
export const adminPages: readonly AdminPage[] = [
  { path: '/admin/modules', title: 'switchboard.title', text: 'admin.modules', permission: 'core.modules.read' },
  { path: '/admin/people', title: 'people.title', text: 'admin.people', permission: 'core.staff.read' },
  {
    path: '/admin/directory',
    title: 'directory.title',
    text: 'admin.directory',
    permission: ['civic.directory.change', 'civic.topic.change'],
  },
  { path: '/admin/topics', title: 'topics.title', text: 'admin.topics', permission: 'civic.topic.change' },
  { path: '/admin/roles', title: 'roles.title', text: 'admin.roles', permission: 'core.roles.read' },
  { path: '/admin/calendar', title: 'calendar.title', text: 'admin.calendar', permission: 'civic.calendar.change' },
  { path: '/admin/looks', title: 'looks.title', text: 'admin.looks', permission: 'core.looks.read' },
  {
    path: '/admin/status',
    title: 'state.title',
    text: 'admin.status',
    permission: ['core.status.read', 'core.platform.read'],
  },
]

/** Whether somebody may open what asks for this. */
export const opensTo = (can: (permission: string) => boolean, permission: string | readonly string[]): boolean =>
  [permission].flat().some(can)
