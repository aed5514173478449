import { defineWeb, type FormInput } from '@vmeste/sdk/web'
import {
  eraseMyDataMutation,
  myDataQuery,
  portalModulesQuery,
  type EraseMyDataMutation,
  type MyDataQuery,
} from '../../operations.gen.ts'
import { goneLaterPath, gonePath, guestPath, restAfter } from './paths.ts'
import { myDataTexts } from './texts.ts'

/** It shows nothing of the city; a page asks something. */
const asksNothing = {
  query: portalModulesQuery,
  variables: () => ({}),
  head: (_data: unknown, say: (key: string) => string) => ({ title: say('gone.title') }),
}

/** «Мои данные» for whoever has a secret link and no account, with scripts or without: pages of the portal itself. */
export const myDataWeb = defineWeb({
  id: myDataTexts,
  messages: {
    ru: () => import('./i18n/ru.json'),
    be: () => import('./i18n/be.json'),
    en: () => import('./i18n/en.json'),
  },
  publicPages: [
    { path: gonePath, name: 'gone', component: () => import('./gone-page.vue'), ...asksNothing },
    { path: goneLaterPath, name: 'gone later', component: () => import('./gone-later-page.vue'), ...asksNothing },
    {
      path: guestPath,
      name: 'guest',
      component: () => import('./guest-page.vue'),
      query: myDataQuery,
      variables: ({ secret }) => ({ secret }),
      action: {
        erase: {
          mutation: eraseMyDataMutation,
          variables: (form: FormInput, { secret }) => ({ secret, confirm: form.fields.confirm ?? '' }),
          next: (data) => restAfter(data as EraseMyDataMutation),
        },
      },
      head: (data, say) => ({
        title: say('title'),
        ...((data as MyDataQuery).myData?.__typename === 'MyData' ? {} : { status: 404 }),
      }),
    },
  ],
})
