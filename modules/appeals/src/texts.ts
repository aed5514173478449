import type { Text } from '@vmeste/sdk'
import type { Need } from './life/report-status.ts'

/** What people read from the server, in the three languages. */
export const texts = {
  title: { ru: 'Сообщения жителей', be: 'Паведамленні жыхароў', en: 'Residents’ reports' },
  summary: {
    ru: 'Жители сообщают о проблемах по QR-коду или на карте; службы исправляют и показывают результат.',
    be: 'Жыхары паведамляюць пра праблемы праз QR-код або на карце; службы выпраўляюць і паказваюць вынік.',
    en: 'Residents report problems by QR code or on the map; departments fix them and show the result.',
  },
  legalBy: {
    ru: 'Это сообщение, не обращение по Закону № 300-З.',
    be: 'Гэта паведамленне, не зварот паводле Закона № 300-З.',
    en: 'This is a report, not an appeal under Law No. 300-Z.',
  },
  legalRu: {
    ru: 'Это сообщение, не обращение по Федеральному закону № 59-ФЗ.',
    be: 'Гэта паведамленне, не зварот паводле Федэральнага закона № 59-ФЗ.',
    en: 'This is a report, not an appeal under Federal Law No. 59-FZ.',
  },
  legal: {
    ru: 'Это сообщение, не официальное обращение.',
    be: 'Гэта паведамленне, не афіцыйны зварот.',
    en: 'This is a report, not a formal appeal.',
  },
  onMap: { ru: 'место на карте', be: 'месца на карце', en: 'place on the map' },
  inReport: { ru: 'место — в сообщении', be: 'месца — у паведамленні', en: 'the place is in the report' },
  other: { ru: 'Другое', be: 'Іншае', en: 'Something else' },

  placeUnknown: {
    ru: 'Кода {code} в этом городе нет. Проверьте, верно ли он набран, или укажите место на карте.',
    be: 'Кода {code} у гэтым горадзе няма. Праверце, ці правільна ён набраны, або пакажыце месца на карце.',
    en: 'There is no code {code} in this city. Check the spelling or show the place on the map.',
  },
  reportUnknown: { ru: 'Такого сообщения нет.', be: 'Такога паведамлення няма.', en: 'There is no such report.' },
  trackingUnknown: {
    ru: 'По этой ссылке ничего нет. Проверьте, целиком ли она скопирована.',
    be: 'Па гэтай спасылцы нічога няма. Праверце, ці цалкам яна скапіравана.',
    en: 'Nothing is found at this link. Check that it was copied whole.',
  },
  trackingSignIn: {
    ru: 'Это из личного кабинета. Войдите, чтобы изменить слова, фото или контакт.',
    be: 'Гэта з асабістага кабінета. Увайдзіце, каб змяніць словы, фота або кантакт.',
    en: 'This comes from an account. Sign in to change the words, photos or contact.',
  },
  tileUnknown: {
    ru: 'Такого варианта у этого места нет. Выберите другой или «Другое».',
    be: 'Такога варыянта ў гэтага месца няма. Выберыце іншы або «Іншае».',
    en: 'This place has no such option. Choose another one or “Something else”.',
  },
  topicUnknown: {
    ru: 'Такой темы нет. Выберите тему из списка или «Другое».',
    be: 'Такой тэмы няма. Выберыце тэму са спіса або «Іншае».',
    en: 'There is no such topic. Choose one from the list or “Something else”.',
  },
  departmentUnknown: {
    ru: 'Службы {code} в этом городе нет.',
    be: 'Службы {code} у гэтым горадзе няма.',
    en: 'There is no department {code} in this city.',
  },
  placeMissing: {
    ru: 'Подскажите, где это: код с таблички, адрес или точка на карте.',
    be: 'Падкажыце, дзе гэта: код з шыльды, адрас або кропка на карце.',
    en: 'Tell us where it is: the code on the sign, an address or a point on the map.',
  },
  placeElsewhere: {
    ru: 'Это место за пределами города. Проверьте его, прежде чем отправить.',
    be: 'Месца па-за межамі горада. Праверце яго, перш чым адправіць.',
    en: 'This place is outside the city. Have a look at it before you send.',
  },
  callFirst: {
    ru: 'Это может быть опасно. Сначала позвоните {phone}, потом сообщите здесь.',
    be: 'Гэта можа быць небяспечна. Спачатку патэлефануйце {phone}, потым паведаміце тут.',
    en: 'This may be dangerous. Call {phone} first, then report here.',
  },
  duplicate: {
    ru: 'Похоже, об этом уже сообщили. Посмотрите: если это оно, нажмите «Тоже вижу».',
    be: 'Падобна, пра гэта ўжо паведамілі. Паглядзіце: калі гэта яно, націсніце «Таксама бачу».',
    en: 'It seems this has been reported already. Have a look: if it is the same, press “I see it too”.',
  },
  tooMany: {
    ru: 'С этого устройства пришло очень много сообщений. Попробуйте через {minutes} мин.',
    be: 'З гэтай прылады прыйшло вельмі шмат паведамленняў. Паспрабуйце праз {minutes} хв.',
    en: 'Very many reports have come from this device. Try again in {minutes} min.',
  },
  changedMeanwhile: {
    ru: 'Пока вы смотрели, сообщение изменилось. Посмотрите, что нового, и повторите.',
    be: 'Пакуль вы глядзелі, паведамленне змянілася. Паглядзіце, што новага, і паўтарыце.',
    en: 'The report has changed while you were looking. See what is new and try again.',
  },
  moveTooLate: {
    ru: 'Сейчас этого сделать нельзя: сообщение уже в другом состоянии.',
    be: 'Цяпер гэтага зрабіць нельга: паведамленне ўжо ў іншым стане.',
    en: 'This cannot be done now: the report is already in another state.',
  },
  moveNotYours: {
    ru: 'Это действие — не для вашей роли.',
    be: 'Гэтае дзеянне — не для вашай ролі.',
    en: 'Your role does not allow this.',
  },
  otherDepartment: {
    ru: 'Сообщение ведёт другая служба.',
    be: 'Паведамленне вядзе іншая служба.',
    en: 'Another department is in charge of this report.',
  },
  returnLimit: {
    ru: 'Больше возвращать нельзя. Теперь решает координатор.',
    be: 'Больш вяртаць нельга. Цяпер вырашае каардынатар.',
    en: 'It cannot be returned again. The coordinator decides now.',
  },
  reopenLimit: {
    ru: 'Больше вернуть в работу нельзя. Отправьте новое сообщение.',
    be: 'Больш вярнуць у працу нельга. Адпраўце новае паведамленне.',
    en: 'It cannot be reopened again. Please send a new report.',
  },
  reopenWindow: {
    ru: 'Срок, чтобы вернуть сообщение в работу, прошёл. Отправьте новое.',
    be: 'Тэрмін, каб вярнуць паведамленне ў працу, мінуў. Адпраўце новае.',
    en: 'The time to reopen this report is over. Please send a new one.',
  },
  joinClosed: {
    ru: 'Это сообщение уже закрыто. Если проблема осталась, отправьте новое.',
    be: 'Гэтае паведамленне ўжо закрыта. Калі праблема засталася, адпраўце новае.',
    en: 'This report is closed already. If the problem is still there, send a new one.',
  },
  photoUnknown: {
    ru: 'Такого фото у этого сообщения нет.',
    be: 'Такога фота ў гэтага паведамлення няма.',
    en: 'This report has no such photo.',
  },
  photoNoConsent: {
    ru: 'Автор не разрешил показывать фото другим.',
    be: 'Аўтар не дазволіў паказваць фота іншым.',
    en: 'The author has not agreed that others see this photo.',
  },
  dateInPast: { ru: 'Укажите день в будущем.', be: 'Укажыце дзень у будучыні.', en: 'Choose a day in the future.' },
  contactMissing: {
    ru: 'Укажите телефон или почту.',
    be: 'Укажыце тэлефон або пошту.',
    en: 'Give a phone number or an e-mail address.',
  },
  coverNowhere: {
    ru: 'Здесь нечего скрыть. Выделите слова ещё раз.',
    be: 'Тут няма чаго хаваць. Вылучыце словы яшчэ раз.',
    en: 'There is nothing to cover here. Select the words again.',
  },
  coverMany: {
    ru: 'В одном сообщении скрывают не больше мест, чем {limit}. Уберите его целиком с общей страницы.',
    be: 'У адным паведамленні хаваюць не больш месцаў, чым {limit}. Прыбярыце яго цалкам з агульнай старонкі.',
    en: 'Stretches covered in one report at most: {limit}. Take it off public view as a whole.',
  },
  coverUnknown: {
    ru: 'Эти слова уже открыты.',
    be: 'Гэтыя словы ўжо адкрыты.',
    en: 'These words are not covered any more.',
  },
  coverTheirs: {
    ru: 'Эти слова скрыл автор: открыть их может только автор.',
    be: 'Гэтыя словы схаваў аўтар: адкрыць іх можа толькі аўтар.',
    en: 'The author covered these words: only the author can show them.',
  },
  photoCoverMany: {
    ru: 'На одном фото уже скрыто участков: {limit}. Скройте фото целиком.',
    be: 'На адным фота ўжо схавана ўчасткаў: {limit}. Схавайце фота цалкам.',
    en: 'Areas of this photo already covered: {limit}. Hide the whole photo.',
  },
  photoCoverUnknown: {
    ru: 'Этот участок фото уже не скрыт.',
    be: 'Гэты ўчастак фота ўжо не схаваны.',
    en: 'This area of the photo is not covered any more.',
  },
  photoCoverTheirs: {
    ru: 'Это скрыл автор: показать снова может только автор.',
    be: 'Гэта схаваў аўтар: паказаць зноў можа толькі аўтар.',
    en: 'The author covered this: only the author can show it again.',
  },
  photoNotYours: {
    ru: 'Скрыть фото может только автор сообщения.',
    be: 'Схаваць фота можа толькі аўтар паведамлення.',
    en: 'Only the author of the report can hide its photos.',
  },
  coverNotYours: {
    ru: 'Скрыть слова может только автор сообщения.',
    be: 'Схаваць словы можа толькі аўтар паведамлення.',
    en: 'Only the author of the report can cover its words.',
  },
  callWords: {
    ru: 'Напишите, что сказать жителю.',
    be: 'Напішыце, што сказаць жыхару.',
    en: 'Write what to tell the resident.',
  },
  callNowhere: {
    ru: 'Житель не оставил телефона.',
    be: 'Жыхар не пакінуў тэлефона.',
    en: 'The resident has left no phone number.',
  },
  callAsked: {
    ru: 'Звонок уже стоит в задачах службы.',
    be: 'Званок ужо стаіць у задачах службы.',
    en: 'The call already stands among the tasks of the department.',
  },
  posterNone: {
    ru: 'Нет мест с такими кодами.',
    be: 'Няма месцаў з такімі кодамі.',
    en: 'There are no places with these codes.',
  },
  posterFormat: {
    ru: 'Плакат бывает SVG или PDF, A5 или A4.',
    be: 'Плакат бывае SVG або PDF, A5 або A4.',
    en: 'A poster is SVG or PDF, A5 or A4.',
  },
} as const satisfies Record<string, Text>

/** What is missing for a move, by what it needs. */
export const needTexts: Readonly<Record<Need, Text>> = {
  department: { ru: 'Выберите службу.', be: 'Выберыце службу.', en: 'Choose a department.' },
  reason: { ru: 'Напишите причину.', be: 'Напішыце прычыну.', en: 'Give the reason.' },
  date: {
    ru: 'Укажите день, к которому сделаете.',
    be: 'Укажыце дзень, да якога зробіце.',
    en: 'Give the day by which it will be done.',
  },
  answer: {
    ru: 'Приложите фото результата или напишите ответ.',
    be: 'Дадайце фота выніку або напішыце адказ.',
    en: 'Add a photo of the result or write an answer.',
  },
  comment: {
    ru: 'Напишите, что осталось не так.',
    be: 'Напішыце, што засталося не так.',
    en: 'Tell us what is still wrong.',
  },
  target: {
    ru: 'Выберите сообщение, к которому присоединить.',
    be: 'Выберыце паведамленне, да якога далучыць.',
    en: 'Choose the report to merge into.',
  },
  body: { ru: 'Укажите, кому передать.', be: 'Укажыце, каму перадаць.', en: 'Say whom it goes to.' },
}
