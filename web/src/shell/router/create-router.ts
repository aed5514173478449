import { createRouter, createWebHistory, type Router } from 'vue-router'
import type { Portal } from '@vmeste/web'
import type { Messages } from '@vmeste/sdk/web'
import HomePage from '../pages/home-page.vue'
import type { Boot } from '../../boot.ts'
import { myDataRoutes } from './my-data-routes.ts'

declare module 'vue-router' {
  interface RouteMeta {
    module?: string
    title?: string
    permission?: string | readonly string[] | undefined
    /** For anybody who is signed in. */
    signedIn?: boolean
    layout?: 'page' | 'desk' | 'public' | 'home'
  }
}

const pageTexts: Record<string, () => Promise<{ default: Messages }>> = {
  ru: () => import('../../i18n/pages/ru.json'),
  be: () => import('../../i18n/pages/be.json'),
  en: () => import('../../i18n/pages/en.json'),
}

/** The shell's own pages; everything else is brought by modules. */
export function createPortalRouter(portal: Portal, boot: Boot): Router {
  const base = `/c/${portal.city.slug}`
  /** What only these pages say is not part of the first load. */
  const withTexts =
    <Page>(load: () => Promise<Page>) =>
    async (): Promise<Page> => {
      const [page, texts] = await Promise.all([load(), pageTexts[portal.lang]!()])
      portal.texts.extend('web', texts.default)
      return page
    }
  const router = createRouter({
    history: createWebHistory(),
    scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
    routes: [
      { path: `${base}/`, name: 'home', component: HomePage, meta: { layout: 'home' } },
      {
        path: `${base}/cases`,
        name: 'cases',
        component: withTexts(() => import('../pages/cases-page.vue')),
        meta: { title: 'cases.title', permission: 'civic.cases.mine' },
      },
      {
        path: `${base}/account`,
        name: 'account',
        component: withTexts(() => import('../pages/account-page.vue')),
        meta: { title: 'account.title' },
      },
      ...myDataRoutes(portal, boot),
      {
        path: `${base}/notifications`,
        name: 'notifications',
        component: withTexts(() => import('../pages/notifications-page.vue')),
        meta: { title: 'notifications.title', permission: 'civic.notifications.read' },
      },
      {
        path: `${base}/reach`,
        name: 'reach',
        component: withTexts(() => import('../pages/reach-page.vue')),
        meta: { title: 'reach.title', permission: 'civic.notifications.read' },
      },
      {
        path: `${base}/tasks`,
        name: 'tasks',
        component: withTexts(() => import('../pages/tasks-page.vue')),
        meta: { title: 'tasks.title', permission: 'civic.tasks' },
      },
      {
        path: `${base}/privacy`,
        name: 'privacy',
        component: withTexts(() => import('../pages/privacy-page.vue')),
        meta: { title: 'privacy.title' },
      },
      {
        path: `${base}/waiting`,
        name: 'waiting',
        component: withTexts(() => import('../pages/waiting-page.vue')),
        meta: { title: 'waiting.title' },
      },
      {
        path: `${base}/staff`,
        name: 'staff',
        component: withTexts(() => import('../pages/staff-page.vue')),
        meta: { title: 'staff.title' },
      },
      {
        path: `${base}/admin`,
        name: 'admin',
        component: withTexts(() => import('../pages/admin-page.vue')),
        meta: { title: 'admin.title' },
      },
      {
        path: `${base}/admin/modules`,
        name: 'switchboard',
        component: withTexts(() => import('../pages/switchboard-page.vue')),
        meta: { title: 'switchboard.title', permission: 'core.modules.read' },
      },
      {
        path: `${base}/admin/modules/:module`,
        name: 'module-settings',
        component: withTexts(() => import('../pages/module-settings-page.vue')),
        meta: { title: 'settings.title', permission: 'core.settings.read' },
      },
      {
        path: `${base}/admin/people`,
        name: 'people',
        component: withTexts(() => import('../pages/people-page.vue')),
        meta: { title: 'people.title', permission: 'core.staff.read' },
      },
      {
        path: `${base}/admin/directory/:part?`,
        name: 'directory',
        component: withTexts(() => import('../pages/directory-page.vue')),
        meta: { title: 'directory.title', permission: ['civic.directory.change', 'civic.topic.change'] },
      },
      {
        path: `${base}/admin/topics/:code?`,
        name: 'topics',
        component: withTexts(() => import('../pages/topics-page.vue')),
        meta: { title: 'topics.title', permission: 'civic.topic.change' },
      },
      {
        path: `${base}/admin/calendar`,
        name: 'calendar',
        component: withTexts(() => import('../pages/calendar-page.vue')),
        meta: { title: 'calendar.title', permission: 'civic.calendar.change' },
      },
      {
        path: `${base}/admin/roles/:role?`,
        name: 'roles',
        component: withTexts(() => import('../pages/roles-page.vue')),
        meta: { title: 'roles.title', permission: 'core.roles.read' },
      },
      {
        path: `${base}/admin/looks`,
        name: 'looks',
        component: withTexts(() => import('../pages/looks-page.vue')),
        meta: { title: 'looks.title', permission: 'core.looks.read' },
      },
      {
        path: `${base}/admin/status`,
        name: 'status',
        component: withTexts(() => import('../pages/status-page.vue')),
        meta: { title: 'state.title', permission: ['core.status.read', 'core.platform.read'] },
      },
      {
        path: `${base}/mail`,
        name: 'mail',
        component: withTexts(() => import('../pages/mail-page.vue')),
        meta: { title: 'mail.title', permission: 'civic.outbox.read' },
      },
      {
        path: '/:rest(.*)*',
        name: 'unknown',
        component: () => import('../pages/unknown-page.vue'),
        meta: { title: 'unknown.title' },
      },
    ],
  })
  router.afterEach((to) => {
    const { title, module } = to.meta
    const city = portal.city.name[portal.lang]
    document.title = title ? `${portal.texts.say(module ?? 'web', title)} · ${city}` : city
  })
  return router
}
