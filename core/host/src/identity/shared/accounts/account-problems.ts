import { Problem } from '@vmeste/sdk'

export const usernameTaken = () =>
  new Problem(
    'USERNAME_TAKEN',
    { ru: 'Такое имя для входа уже есть.', be: 'Такое імя для ўваходу ўжо ёсць.', en: 'This user name is taken.' },
    { kind: 'conflict', path: 'username' },
  )

export const usernameInvalid = () =>
  new Problem(
    'USERNAME_INVALID',
    {
      ru: 'В имени для входа могут быть строчные латинские буквы, цифры и знаки . - _ @ +',
      be: 'У імені для ўваходу могуць быць малыя лацінскія літары, лічбы і знакі . - _ @ +',
      en: 'A user name may have lower case Latin letters, digits and the signs . - _ @ +',
    },
    { path: 'username' },
  )

export const emailTaken = () =>
  new Problem(
    'EMAIL_TAKEN',
    {
      ru: 'Этот адрес почты уже записан за другой учётной записью.',
      be: 'Гэты адрас пошты ўжо запісаны за іншым уліковым запісам.',
      en: 'This e-mail address already belongs to another account.',
    },
    { kind: 'conflict', path: 'email' },
  )

export const passwordWeak = () =>
  new Problem(
    'PASSWORD_WEAK',
    {
      ru: 'Пароль слишком простой. Нужно не меньше 12 знаков; хороша фраза из нескольких слов.',
      be: 'Пароль занадта просты. Трэба не менш за 12 знакаў; добрая фраза з некалькіх слоў.',
      en: 'The password is too simple. Use at least 12 characters; a phrase of several words is good.',
    },
    { path: 'password' },
  )

export const userUnknown = () =>
  new Problem(
    'USER_UNKNOWN',
    { ru: 'Такого пользователя нет.', be: 'Такога карыстальніка няма.', en: 'There is no such user.' },
    { kind: 'notFound' },
  )

export const roleInvalid = () =>
  new Problem('ROLE_INVALID', {
    ru: 'Город и роль пишутся строчными латинскими буквами, цифрами и дефисом.',
    be: 'Горад і роля пішуцца малымі лацінскімі літарамі, лічбамі і злучком.',
    en: 'A city and a role are written in lower case Latin letters, digits and hyphens.',
  })

export const signInBusy = () =>
  new Problem(
    'SIGN_IN_BUSY',
    {
      ru: 'Сейчас входит очень много людей. Попробуйте через минуту.',
      be: 'Цяпер уваходзіць вельмі многа людзей. Паспрабуйце праз хвіліну.',
      en: 'Very many people are signing in right now. Try again in a minute.',
    },
    { kind: 'unavailable' },
  )

export const nameInvalid = () =>
  new Problem('NAME_INVALID', {
    ru: 'Имя не может быть пустым или длиннее 100 знаков.',
    be: 'Імя не можа быць пустым або даўжэйшым за 100 знакаў.',
    en: 'A name cannot be empty or longer than 100 characters.',
  })

export const emailInvalid = () =>
  new Problem(
    'EMAIL_INVALID',
    {
      ru: 'Это не похоже на адрес почты. Пример: ivan@example.com.',
      be: 'Гэта не падобна на адрас пошты. Прыклад: ivan@example.com.',
      en: 'This does not look like an e-mail address. Example: ivan@example.com.',
    },
    { path: 'email' },
  )

/** Whoever has the password of such an account need not be who reads the mail. */
export const emailUnproven = () =>
  new Problem(
    'EMAIL_UNPROVEN',
    {
      ru: 'С этой почтой уже есть учётная запись, но её хозяин ещё не подтвердил, что почта его. Попросите его задать новый пароль по ссылке «Забыли пароль?» на странице входа и пригласите снова.',
      be: 'З гэтай поштай ужо ёсць уліковы запіс, але яго гаспадар яшчэ не пацвердзіў, што пошта яго. Папрасіце яго задаць новы пароль па спасылцы «Забылі пароль?» на старонцы ўваходу і запрасіце зноў.',
      en: 'There is an account with this e-mail, but its owner has not shown yet that the e-mail is theirs. Ask them to set a new password by “Forgot the password?” on the sign-in page, then invite them again.',
    },
    { kind: 'conflict', path: 'email' },
  )

export const letterNotSent = (cause: unknown) =>
  new Problem(
    'LETTER_NOT_SENT',
    {
      ru: 'Письмо не ушло, поэтому приглашения нет. Проверьте адрес и попробуйте через минуту; если не поможет, почту платформы настроит тот, кто её обслуживает.',
      be: 'Ліст не адправіўся, таму запрашэння няма. Праверце адрас і паспрабуйце праз хвіліну; калі не дапаможа, пошту платформы наладзіць той, хто яе абслугоўвае.',
      en: 'The letter could not be sent, so nobody was invited. Check the address and try again in a minute; if that does not help, whoever runs the platform can set up its mail.',
    },
    { kind: 'unavailable', cause },
  )
