import { defineWeb } from '@vmeste/sdk/web'
import { rateMutation, ratingFormQuery, type RateMutation, type RatingFormQuery } from './operations.gen.ts'
import { scoresIn } from './stars/scores.ts'

export default defineWeb({
  id: 'ratings',
  messages: {
    ru: () => import('./i18n/ru.json'),
    be: () => import('./i18n/be.json'),
    en: () => import('./i18n/en.json'),
  },
  pageMessages: {
    ru: () => import('./i18n/pages/ru.json'),
    be: () => import('./i18n/pages/be.json'),
    en: () => import('./i18n/pages/en.json'),
  },
  routes: [
    { path: '/', name: 'overview', title: 'menu', component: () => import('./show/overview-page.vue') },
    { path: '/of/:code', name: 'object', title: 'menu', component: () => import('./show/object-page.vue') },
    {
      path: '/comments',
      name: 'comments',
      title: 'commentsMenu',
      permission: 'ratings.read',
      component: () => import('./comments/comments-page.vue'),
    },
    {
      path: '/register',
      name: 'register',
      title: 'registerMenu',
      permission: 'ratings.registry',
      component: () => import('./register/register-page.vue'),
    },
  ],
  menu: [
    { route: 'overview', title: 'menu', icon: 'star', audience: 'everyone', order: 50 },
    {
      route: 'comments',
      title: 'commentsMenu',
      icon: 'message',
      audience: 'staff',
      permission: 'ratings.read',
      order: 35,
    },
    {
      route: 'register',
      title: 'registerMenu',
      icon: 'list',
      audience: 'admin',
      permission: 'ratings.registry',
      order: 50,
    },
  ],
  slots: [{ slot: 'case.rate', order: 10, component: () => import('./rate/rate-here.vue') }],
  publicPages: [
    {
      path: '/r/:token',
      name: 'rate',
      component: () => import('./rate/rate-page.vue'),
      query: ratingFormQuery,
      variables: ({ token }) => ({ token }),
      action: {
        rate: {
          mutation: rateMutation,
          variables: (form, { token }) => ({
            input: { token, scores: scoresIn(form.fields), comment: form.fields.comment ?? null },
          }),
          next: (data, { token }) => ((data as RateMutation).rate?.__typename === 'Rated' ? `/r/${token}` : undefined),
        },
      },
      head: (data, say) => ({
        title: say('head.rate'),
        description: (data as RatingFormQuery).ratingForm?.title ?? '',
      }),
    },
  ],
})
