import type { Text } from '@vmeste/sdk'

/** A name, and so the same in every language. */
export const product: Text = { ru: 'Вместе', be: 'Вместе', en: 'Вместе' }

export const texts = {
  signIn: { ru: 'Вход', be: 'Уваход', en: 'Sign in' },
  signInButton: { ru: 'Войти', be: 'Увайсці', en: 'Sign in' },
  login: { ru: 'Имя пользователя или почта', be: 'Імя карыстальніка або пошта', en: 'User name or e-mail' },
  password: { ru: 'Пароль', be: 'Пароль', en: 'Password' },
  noAccount: { ru: 'Ещё нет учётной записи?', be: 'Яшчэ няма ўліковага запісу?', en: 'No account yet?' },
  createOne: { ru: 'Создать', be: 'Стварыць', en: 'Create one' },
  haveAccount: { ru: 'Уже есть учётная запись?', be: 'Ужо ёсць уліковы запіс?', en: 'Have an account already?' },
  register: { ru: 'Новая учётная запись', be: 'Новы ўліковы запіс', en: 'New account' },
  registerButton: { ru: 'Создать учётную запись', be: 'Стварыць уліковы запіс', en: 'Create account' },
  registerWhy: {
    ru: 'С ней ваши обращения собраны в одном месте. Сообщить о проблеме можно и без неё.',
    be: 'З ім вашы звароты сабраны ў адным месцы. Паведаміць пра праблему можна і без яго.',
    en: 'It keeps everything you send in one place. You can report a problem without one, too.',
  },
  email: { ru: 'Электронная почта', be: 'Электронная пошта', en: 'E-mail' },
  givenName: { ru: 'Имя', be: 'Імя', en: 'First name' },
  familyName: { ru: 'Фамилия', be: 'Прозвішча', en: 'Last name' },
  optional: { ru: 'можно не указывать', be: 'можна не ўказваць', en: 'optional' },
  passwordHint: {
    ru: 'Не меньше 12 знаков. Хороша фраза из нескольких слов.',
    be: 'Не менш за 12 знакаў. Добрая фраза з некалькіх слоў.',
    en: 'At least 12 characters. A phrase of several words is good.',
  },
  problem: { ru: 'Не получилось', be: 'Не атрымалася', en: 'That did not work' },
  errorPrefix: { ru: 'Ошибка', be: 'Памылка', en: 'Error' },
  wrong: {
    ru: 'Имя пользователя или пароль не подходят. Проверьте язык клавиатуры и Caps Lock.',
    be: 'Імя карыстальніка або пароль не падыходзяць. Праверце мову клавіятуры і Caps Lock.',
    en: 'The user name or the password is not right. Check the keyboard language and Caps Lock.',
  },
  tooMany: {
    ru: 'Слишком много попыток. Подождите {minutes} мин. и попробуйте ещё раз.',
    be: 'Занадта многа спроб. Пачакайце {minutes} хв. і паспрабуйце яшчэ раз.',
    en: 'Too many attempts. Wait {minutes} min and try again.',
  },
  cannotRegister: {
    ru: 'С этими данными создать учётную запись не получится. Если вы здесь уже бывали, попробуйте войти.',
    be: 'З гэтымі данымі стварыць уліковы запіс не атрымаецца. Калі вы тут ужо былі, паспрабуйце ўвайсці.',
    en: 'An account cannot be created with these details. If you have been here before, try to sign in.',
  },
  emailWrong: { ru: 'Укажите почту вида имя@почта.by', be: 'Укажыце пошту выгляду імя@пошта.by', en: 'Give an e-mail like name@mail.by' },
  nameMissing: { ru: 'Напишите, как к вам обращаться', be: 'Напішыце, як да вас звяртацца', en: 'Tell us how to address you' },
  demonstration: { ru: 'Демонстрация', be: 'Дэманстрацыя', en: 'Demonstration' },
  demonstrationNote: {
    ru: 'Эти люди придуманы, пароль не нужен. Выберите, кем войти.',
    be: 'Гэтыя людзі прыдуманы, пароль не патрэбны. Выберыце, кім увайсці.',
    en: 'These people are invented and need no password. Choose whom to sign in as.',
  },
  signOut: { ru: 'Выход', be: 'Выхад', en: 'Sign out' },
  signOutQuestion: { ru: 'Выйти из учётной записи на этом устройстве?', be: 'Выйсці з уліковага запісу на гэтай прыладзе?', en: 'Sign out on this device?' },
  signOutButton: { ru: 'Выйти', be: 'Выйсці', en: 'Sign out' },
  home: { ru: 'На главную', be: 'На галоўную', en: 'To the start page' },
  language: { ru: 'Язык', be: 'Мова', en: 'Language' },
  mailSubject: { ru: 'У вас уже есть учётная запись', be: 'У вас ужо ёсць уліковы запіс', en: 'You already have an account' },
  mailText: {
    ru: 'Кто-то пробовал создать учётную запись с этой почтой. Если это вы, просто войдите: {link}\nЕсли не вы, ничего делать не нужно.',
    be: 'Нехта спрабаваў стварыць уліковы запіс з гэтай поштай. Калі гэта вы, проста ўвайдзіце: {link}\nКалі не вы, нічога рабіць не трэба.',
    en: 'Somebody tried to create an account with this e-mail. If it was you, just sign in: {link}\nIf it was not, there is nothing to do.',
  },
} as const satisfies Record<string, Text>
