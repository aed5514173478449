import type { SettingWords, Text } from '@vmeste/sdk'

const say = (ru: string, be: string, en: string): Text => ({ ru, be, en })

/** Words of the form: the city's gateway of messages. */
export const settingTexts = {
  url: {
    title: say('Адрес шлюза СМС', 'Адрас шлюза СМС', 'Address of the SMS gateway'),
    hint: say(
      'Его даёт оператор. Можно вписать {to}, {text}, {id} и {secret}. Пусто — СМС не отправляем.',
      'Яго дае аператар. Можна ўпісаць {to}, {text}, {id} і {secret}. Пуста — СМС не адпраўляем.',
      'The operator gives it. It may hold {to}, {text}, {id} and {secret}. Empty: no messages are sent.',
    ),
  },
  method: {
    title: say('Как обращаться к шлюзу', 'Як звяртацца да шлюза', 'How the gateway is called'),
    choices: {
      POST: say('POST: данные в теле запроса', 'POST: даныя ў целе запыту', 'POST: data in the body'),
      GET: say('GET: всё в адресе', 'GET: усё ў адрасе', 'GET: everything in the address'),
    },
  },
  body: {
    title: say('Тело запроса', 'Цела запыту', 'Body of the request'),
    hint: say(
      'Форма to={to}&text={text} или JSON, где {to} и {text} в кавычках. Знаки защитим сами.',
      'Форма to={to}&text={text} або JSON, дзе {to} і {text} у двукоссі. Знакі абаронім самі.',
      'A form to={to}&text={text}, or JSON with {to} and {text} in quotes. Signs are escaped for you.',
    ),
  },
  headers: {
    title: say('Заголовки запроса', 'Загалоўкі запыту', 'Headers of the request'),
    hint: say(
      'По одному в строке: Authorization: Bearer {secret}',
      'Па адным у радку: Authorization: Bearer {secret}',
      'One a line: Authorization: Bearer {secret}',
    ),
  },
  secret: {
    title: say('Ключ шлюза', 'Ключ шлюза', 'Key of the gateway'),
    hint: say('Встанет на место {secret}.', 'Стане на месца {secret}.', 'Takes the place of {secret}.'),
  },
  success: {
    title: say('Что есть в ответе при успехе', 'Што ёсць у адказе пры поспеху', 'What the answer holds on success'),
    hint: say(
      'Например: accepted. Пусто — хватит кода 2xx.',
      'Напрыклад: accepted. Пуста — хопіць кода 2xx.',
      'For example: accepted. Empty: a code of 2xx is enough.',
    ),
  },
  idField: {
    title: say('Где в ответе номер сообщения', 'Дзе ў адказе нумар паведамлення', 'Where the answer names its message'),
    hint: say(
      'Путь в JSON: messages.0.id. По нему оператор найдёт сообщение.',
      'Шлях у JSON: messages.0.id. Па ім аператар знойдзе паведамленне.',
      'A path in JSON: messages.0.id. By it the operator finds the message.',
    ),
  },
  callDepartment: {
    title: say(
      'Кто звонит и пишет, когда сообщение не дошло',
      'Хто тэлефануе і піша, калі паведамленне не дайшло',
      'Who calls and writes when a message did not arrive',
    ),
    choices: { '': say('Кому город дал это право', 'Каму горад даў гэта права', 'Whoever the city gave that right') },
  },
  urlFault: say(
    'Адрес начинается с https:// и не содержит имени с паролем. Для ключа есть {secret}.',
    'Адрас пачынаецца з https:// і не мае імя з паролем. Для ключа ёсць {secret}.',
    'An address begins with https:// and holds no name and password. For a key there is {secret}.',
  ),
  bodyFault: say(
    'Похоже на JSON, но не читается. Проверьте кавычки и скобки.',
    'Падобна на JSON, але не чытаецца. Праверце двукоссі і дужкі.',
    'It looks like JSON and cannot be read. Check quotes and brackets.',
  ),
  headerFault: say(
    'Заголовок: имя латиницей, двоеточие, пробел, значение. Host и длину пишем сами.',
    'Загаловак: імя лацінкай, двукроп’е, прабел, значэнне. Host і даўжыню пішам самі.',
    'A header: a Latin name, a colon, a space, a value. Host and length are written for you.',
  ),
} satisfies Record<string, SettingWords | Text>
