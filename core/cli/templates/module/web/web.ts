import { defineWeb } from '@vmeste/sdk/web'

/** What the module adds to the portal. Everything is lazy: pages and words load when somebody opens them. */
export default defineWeb({
  id: 'stray-animals',
  messages: {
    ru: () => import('./i18n/ru.json'),
    be: () => import('./i18n/be.json'),
    en: () => import('./i18n/en.json'),
  },
  routes: [
    { path: '/sightings', name: 'sightings', title: 'title', component: () => import('./pages/sightings-page.vue') },
  ],
  menu: [{ route: 'sightings', title: 'title', icon: 'pin', audience: 'everyone', order: 60 }],
  slots: [{ slot: 'city.actions', order: 60, component: () => import('./slots/sightings-action.vue') }],
})
