import type { Text } from '@vmeste/sdk'

const say = (ru: string, be: string, en: string): Text => ({ ru, be, en })

export const trialTexts = {
  message: say(
    '{city}: СМС доходят. Это пробное сообщение, отвечать не нужно.',
    '{city}: СМС даходзяць. Гэта пробнае паведамленне, адказваць не трэба.',
    '{city}: text messages arrive. This is a test, no answer is needed.',
  ),
  taken: say(
    'Шлюз принял сообщение. Посмотрите на телефон.',
    'Шлюз прыняў паведамленне. Паглядзіце на тэлефон.',
    'The gateway has taken the message. Look at the phone.',
  ),
  takenAs: say(
    'Шлюз принял сообщение под номером {id}. Посмотрите на телефон.',
    'Шлюз прыняў паведамленне пад нумарам {id}. Паглядзіце на тэлефон.',
    'The gateway has taken the message as {id}. Look at the phone.',
  ),
  invented: say(
    'Это демонстрация: отсюда ничего не уходит, и это сообщение тоже.',
    'Гэта дэманстрацыя: адсюль нічога не адпраўляецца, і гэта паведамленне таксама.',
    'This is a demonstration: nothing leaves from here, and neither did this message.',
  ),
  noGateway: say(
    'Адрес шлюза не сохранён. Впишите его и сохраните настройки.',
    'Адрас шлюза не захаваны. Упішыце яго і захавайце налады.',
    'No address of a gateway is saved. Type it in and save the settings.',
  ),
  tooOften: say(
    'Пробные сообщения можно отправлять пять раз в час.',
    'Пробныя паведамленні можна адпраўляць пяць разоў за гадзіну.',
    'Five test messages an hour are enough.',
  ),
}

const faults: Readonly<Record<string, Text>> = {
  SMS_ANSWER: say(
    'Шлюз ответил, но слов успеха в ответе нет. Проверьте, что в нём должно быть.',
    'Шлюз адказаў, але слоў поспеху ў адказе няма. Праверце, што ў ім павінна быць.',
    'The gateway answered without the words of success. Check what the answer should hold.',
  ),
  OUTSIDE_URL: say(
    'Адрес шлюза не читается.',
    'Адрас шлюза не чытаецца.',
    'The address of the gateway cannot be read.',
  ),
  OUTSIDE_PRIVATE: say(
    'Адрес ведёт внутрь сети, туда не обращаемся. Свой модем разрешает тот, кто ведёт сервер: VMESTE_PRIVATE_TARGETS.',
    'Адрас вядзе ўнутр сеткі, туды не звяртаемся. Свой мадэм дазваляе той, хто вядзе сервер: VMESTE_PRIVATE_TARGETS.',
    'The address leads inside the network. Whoever runs the server allows a modem there: VMESTE_PRIVATE_TARGETS.',
  ),
  OUTSIDE_PLAIN: say(
    'Нужен адрес https://, иначе ключ и номера увидят по дороге.',
    'Патрэбны адрас https://, інакш ключ і нумары ўбачаць па дарозе.',
    'It takes an https:// address, or the key and numbers are seen on the way.',
  ),
  OUTSIDE_NAME: say('Такого имени в сети нет.', 'Такога імя ў сетцы няма.', 'There is no such name on the network.'),
  OUTSIDE_TIMEOUT: say(
    'Шлюз не ответил за 10 секунд.',
    'Шлюз не адказаў за 10 секунд.',
    'The gateway did not answer in 10 seconds.',
  ),
  OUTSIDE_CERTIFICATE: say(
    'Сертификату шлюза нет доверия.',
    'Сертыфікату шлюза няма даверу.',
    'The certificate of the gateway is not trusted.',
  ),
  OUTSIDE_REDIRECT: say(
    'Шлюз послал на другой адрес. Впишите тот, что отвечает сам.',
    'Шлюз паслаў на іншы адрас. Упішыце той, што адказвае сам.',
    'The gateway sent us elsewhere. Type the address that answers itself.',
  ),
}
const other = say(
  'Сообщение не ушло: {code}. Проверьте адрес, ключ и тело запроса.',
  'Паведамленне не адправілася: {code}. Праверце адрас, ключ і цела запыту.',
  'The message did not leave: {code}. Check address, key and body.',
)

/** Why a message did not leave, for whoever sets the gateway. */
export const whyNot = (code: string): Text => faults[code] ?? other
