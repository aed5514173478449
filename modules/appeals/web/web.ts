import { defineWeb, type FormInput } from '@vmeste/sdk/web'
import {
  aboutQuery,
  askContactMutation,
  confirmContactMutation,
  confirmReportMutation,
  correctContactMutation,
  coverPreviewQuery,
  joinReportMutation,
  leaveContactMutation,
  qrPlaceQuery,
  reopenReportMutation,
  submitReportMutation,
  trackQuery,
  withdrawContactMutation,
  type JoinReportMutation,
  type QrPlaceQuery,
  type SubmitReportMutation,
  type TrackQuery,
} from './operations.gen.ts'
import { reportTitle, sentence } from './report/report-line.ts'

const optional = (form: FormInput, field: string): string | null => form.fields[field]?.trim() || null
/** Ids of the photos of this form, and of one that was refused before it. */
const photosOf = (form: FormInput): readonly string[] => [
  ...(form.files.photos ?? []),
  ...(form.fields.photos ?? '').split(' ').filter(Boolean),
]
const rating = (form: FormInput): number | null => (form.fields.rating ? Number(form.fields.rating) : null)
/** Where to write, out of a form; the words of the consent are those that stood in it. */
const contactOf = (form: FormInput, { secret }: Record<string, string>): Record<string, unknown> => ({
  secret,
  contact: {
    email: optional(form, 'email'),
    phone: optional(form, 'phone'),
    consent: form.fields.consent === 'yes',
    words: optional(form, 'words'),
  },
})
const sentPath = (done: { readonly __typename: string } | null | undefined): string | undefined =>
  done && 'trackingPath' in done ? `${String(done.trackingPath)}/sent` : undefined
const tracked = (done: unknown, params: Record<string, string>): string | undefined =>
  Object.values(done ?? {}).some((one) => (one as { __typename?: string } | null)?.__typename === 'TrackedReport')
    ? `/t/${params.secret}`
    : undefined

export default defineWeb({
  id: 'appeals',
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
    { path: '/new/:step?', name: 'new', title: 'new.start', component: () => import('./intake/new/new-page.vue') },
    {
      path: '/inbox/:id?',
      name: 'inbox',
      title: 'inbox.title',
      permission: 'appeals.read',
      layout: 'desk',
      component: () => import('./work/inbox-page.vue'),
    },
    {
      path: '/look',
      name: 'look',
      title: 'look.menu',
      permission: 'appeals.look',
      layout: 'desk',
      component: () => import('./look/look-page.vue'),
    },
    {
      path: '/morning',
      name: 'morning',
      title: 'morning.title',
      permission: 'appeals.morning',
      layout: 'desk',
      component: () => import('./morning/morning-page.vue'),
    },
    {
      path: '/reports',
      name: 'reports',
      title: 'reports.title',
      permission: 'appeals.read',
      component: () => import('./work/reports/reports-page.vue'),
    },
    {
      path: '/objects',
      name: 'objects',
      title: 'objects.title',
      permission: 'appeals.registry',
      component: () => import('./registry/objects-page.vue'),
    },
  ],
  menu: [
    { route: 'new', title: 'new.start', icon: 'plus', audience: 'citizen', order: 5 },
    { route: 'inbox', title: 'inbox.title', icon: 'inbox', audience: 'staff', permission: 'appeals.read', order: 10 },
    { route: 'morning', title: 'morning.menu', icon: 'sun', audience: 'head', permission: 'appeals.morning', order: 5 },
    { route: 'reports', title: 'reports.menu', icon: 'list', audience: 'staff', permission: 'appeals.read', order: 30 },
    {
      route: 'objects',
      title: 'objects.menu',
      icon: 'qr',
      audience: 'admin',
      permission: 'appeals.registry',
      order: 40,
    },
  ],
  slots: [
    { slot: 'city.actions', order: 10, component: () => import('./intake/report-action.vue') },
    { slot: 'city.actions', order: 20, component: () => import('./morning/month-figures.vue') },
    { slot: 'city.facts', order: 10, component: () => import('./tracking/last-fixed.vue') },
    { slot: 'staff.home', order: 10, permission: 'appeals.read', component: () => import('./work/staff-home.vue') },
  ],
  publicPages: [
    {
      path: '/o/:code',
      name: 'place',
      component: () => import('./intake/qr-page.vue'),
      query: qrPlaceQuery,
      variables: ({ code }) => ({ code }),
      action: {
        send: {
          mutation: submitReportMutation,
          variables: (form, { code }) => ({
            input: {
              submissionKey: form.fields.key,
              object: code,
              tile: optional(form, 'tile'),
              text: optional(form, 'text'),
              photos: photosOf(form),
              photoConsent: form.fields.showPhoto === 'yes',
              anywayNew: form.fields.anywayNew === 'yes',
              called: form.fields.called === 'yes',
            },
          }),
          next: (data) => sentPath((data as SubmitReportMutation).submitReport),
        },
        // «так это увидят другие»: the page again with the words as others read them, nothing is sent
        preview: {
          mutation: coverPreviewQuery,
          variables: (form) => ({ text: form.fields.text ?? '' }),
          next: () => undefined,
        },
        join: {
          mutation: joinReportMutation,
          variables: (form) => ({ input: { report: form.fields.report, submissionKey: form.fields.key } }),
          next: (data) => sentPath((data as JoinReportMutation).joinReport),
        },
      },
      head: (data, say) => {
        const { place } = data as QrPlaceQuery
        return {
          title: say('head.place', { name: sentence(place!.name) }),
          description: say('head.placeText', { address: place!.address }),
          canonical: `/o/${place!.code}`,
        }
      },
    },
    {
      path: '/t/:secret',
      name: 'track',
      component: () => import('./tracking/tracking-page.vue'),
      messages: {
        ru: () => import('./i18n/tracking/ru.json'),
        be: () => import('./i18n/tracking/be.json'),
        en: () => import('./i18n/tracking/en.json'),
      },
      query: trackQuery,
      variables: ({ secret }) => ({ secret }),
      action: {
        confirm: {
          mutation: confirmReportMutation,
          variables: (form, { secret }) => ({ secret, rating: rating(form) }),
          next: tracked,
        },
        reopen: {
          mutation: reopenReportMutation,
          variables: (form, { secret }) => ({
            secret,
            comment: form.fields.comment ?? '',
            photos: photosOf(form),
            rating: rating(form),
          }),
          next: tracked,
        },
        contact: { mutation: leaveContactMutation, variables: contactOf, next: tracked },
        correct: { mutation: correctContactMutation, variables: contactOf, next: tracked },
        withdraw: { mutation: withdrawContactMutation, variables: (_form, { secret }) => ({ secret }), next: tracked },
        ask: { mutation: askContactMutation, variables: (_form, { secret }) => ({ secret }), next: tracked },
        code: {
          mutation: confirmContactMutation,
          variables: (form, { secret }) => ({ secret, code: form.fields.code ?? '' }),
          next: tracked,
        },
      },
      head: (data, say) => {
        const { track } = data as TrackQuery
        return { title: say('head.track', { number: track!.number }), description: reportTitle(track!) }
      },
    },
    {
      path: '/t/:secret/sent',
      name: 'sent',
      component: () => import('./intake/sent-page.vue'),
      query: trackQuery,
      variables: ({ secret }) => ({ secret }),
      head: (data, say) => ({ title: say('head.sent', { number: (data as TrackQuery).track!.number }) }),
    },
    {
      path: '/message-or-appeal',
      name: 'about',
      component: () => import('./report/about-page.vue'),
      messages: {
        ru: () => import('./i18n/about/ru.json'),
        be: () => import('./i18n/about/be.json'),
        en: () => import('./i18n/about/en.json'),
      },
      query: aboutQuery,
      variables: () => ({}),
      head: (_data, say) => ({ title: say('about.title'), description: say('about.lead') }),
    },
  ],
})
