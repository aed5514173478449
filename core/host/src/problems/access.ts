import { Problem } from '@vmeste/sdk'

export const signInFirst = () =>
  new Problem(
    'UNAUTHENTICATED',
    { ru: 'Сначала войдите.', be: 'Спачатку ўвайдзіце.', en: 'Please sign in first.' },
    { kind: 'notAllowed' },
  )

export const notAllowed = () =>
  new Problem(
    'FORBIDDEN',
    {
      ru: 'У вас нет права на это действие.',
      be: 'У вас няма права на гэтае дзеянне.',
      en: 'You are not allowed to do this.',
    },
    { kind: 'notAllowed' },
  )

export const cityUnknown = (slug: string) =>
  new Problem(
    'CITY_UNKNOWN',
    { ru: 'Такого города здесь нет.', be: 'Такога горада тут няма.', en: 'There is no such city here.' },
    { kind: 'notFound', params: { slug } },
  )

export const introspectionClosed = () =>
  new Problem(
    'INTROSPECTION_DISABLED',
    {
      ru: 'Схему видят те, кто вошёл.',
      be: 'Схему бачаць тыя, хто ўвайшоў.',
      en: 'The schema is shown to people who have signed in.',
    },
    { kind: 'notAllowed' },
  )

export const addressUnknown = () =>
  new Problem(
    'ADDRESS_UNKNOWN',
    { ru: 'По этому адресу ничего нет.', be: 'Па гэтым адрасе нічога няма.', en: 'There is nothing at this address.' },
    { kind: 'notFound' },
  )

export const foreignForm = () =>
  new Problem(
    'FORM_FOREIGN',
    {
      ru: 'Эта форма отправлена с чужого сайта.',
      be: 'Гэтая форма адпраўлена з чужога сайта.',
      en: 'This form was sent from another site.',
    },
    { kind: 'notAllowed' },
  )
