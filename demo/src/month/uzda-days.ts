import {
  accepted,
  answered,
  at,
  confirmed,
  joined,
  near,
  planned,
  reopened,
  report,
  type PlannedReport,
} from './planned-report.ts'

/** The last days of Узда: what is late, planned, in work, and what came this morning. */
export const uzdaDays = (snow: boolean): readonly PlannedReport[] => [
  // late
  report(
    [17, '16:15'],
    at('UZ-0057', 'WALK'),
    { text: 'Тротуара нет от 40 дома до моста, ходим по обочине' },
    accepted([1, '09:00']),
  ),
  report(
    [9, '09:30'],
    at('UZ-0059', 'LAND'),
    { text: 'Сосед ставит забор на полметра нашей земли, заявление носили, ответа нет' },
    accepted([0, '15:30']),
  ),
  report(
    [8, '19:20'],
    at('UZ-0052', 'FULL'),
    { text: 'Не вывозят мусор, запах на весь двор', photo: ['containers', 'overcast'] },
    accepted([1, '08:25']),
    joined([1, '18:10'], 'gagarina11'),
    joined([2, '07:40'], 'citizen'),
    answered([2, '12:00'], 'Вывезли.'),
    reopened([3, '09:15'], 'Вывезли один контейнер из трёх', 1),
  ),
  report(
    [7, '11:05'],
    at('UZ-0046', 'ROOF'),
    { text: 'Течёт с потолка на пятом этаже, подставили ведро' },
    accepted([0, '11:40']),
  ),
  report([9, '08:50'], near('ул. Пролетарская, 15', 'HOUSE.DRAIN', [53.4672, 27.2125]), {
    text: 'Водосточная труба висит на одном гвозде',
  }),
  // planned
  report(
    [8, '10:20'],
    at('UZ-0043', 'TREE'),
    { text: 'Клён закрывает окна второго этажа, просили ещё весной' },
    accepted([0, '14:15']),
    planned([1, '11:00'], 20, 'обрезаем в сезон, чтобы дерево не заболело'),
  ),
  report(
    [6, '17:45'],
    at('UZ-0049', 'SURFACE'),
    { text: 'Вытоптали ямы под качелями, после дождя там болото', photo: ['puddle', 'rain'] },
    accepted([1, '08:40']),
    planned([1, '13:20'], 9, 'заказали резиновую плитку, привезут на следующей неделе'),
  ),
  report(
    [5, '12:30'],
    near('ул. Зелёная, 3', 'ROAD.FENCE', [53.4681, 27.221]),
    { text: 'Бордюр разбит, с коляской не съехать', phone: 'citizen' },
    accepted([0, '15:00']),
    planned([1, '10:30'], 12, 'ждём бордюрный камень'),
  ),
  // answered, and nobody has said yet whether it is good
  report(
    [7, '08:15'],
    at('UZ-0042', 'BUS'),
    { text: '7:40 не пришёл второй день, опоздала на работу' },
    accepted([0, '10:10']),
    answered([2, '15:30'], 'Автобус сломался на линии. Сегодня вышел резервный, в семь сорок будет по расписанию.'),
  ),
  report(
    [6, '14:10'],
    near('ул. Комсомольская, 9', 'YARD.CLEAN', [53.4634, 27.2079]),
    { text: 'Листья и мусор у контейнера вторую неделю' },
    accepted([0, '16:20']),
    answered([2, '11:50'], 'Убрали.'),
  ),
  report(
    [5, '20:40'],
    at('UZ-0055', 'DARK'),
    { text: 'Каля школы цёмна, дзеці ідуць з гурткоў', lang: 'be' },
    accepted([1, '08:50']),
    answered([2, '17:40'], 'Замянілі лямпы ў трох ліхтарах.'),
  ),
  report(
    [4, '09:25'],
    at('UZ-0053', 'BENCH'),
    { text: 'сломана доска на лавочке у воды', photo: ['bench', 'morning'], phone: 'citizen' },
    accepted([0, '11:20']),
    answered([2, '14:05'], 'Заменили доски.', ['bench', 'golden']),
  ),
  // confirmed in the last days
  report(
    [5, '07:30'],
    at('UZ-0056', 'LIGHTS'),
    { text: 'Светофор мигает жёлтым с ночи' },
    accepted([0, '07:45']),
    answered([0, '11:10'], 'Заменили контроллер, работает.'),
    confirmed([0, '17:30'], 5),
  ),
  report(
    [4, '18:20'],
    near('ул. Карла Маркса, 33', 'HOUSE.DOOR', [53.4674, 27.2167]),
    { text: 'Домофон не открывает, ждём пока кто-то выйдет' },
    accepted([0, '18:40']),
    answered([1, '12:35'], 'Заменили замок и трубку в 3-й квартире.'),
    confirmed([1, '18:10'], 4),
  ),
  // in work
  snow
    ? report(
        [2, '07:10'],
        at('UZ-0044', 'ICE'),
        { text: 'Каток вместо дорожки, бабушка упала', photo: ['path-underfoot', 'overcast'] },
        accepted([0, '07:35']),
        answered([0, '10:50'], 'Посыпали и скололи лёд.', ['path-underfoot', 'day']),
        confirmed([0, '16:00'], 5),
      )
    : report(
        [2, '07:10'],
        at('UZ-0044', 'LITTER'),
        { text: 'Дорожка в мокрых листьях, поскользнуться можно', photo: ['path-underfoot', 'rain'] },
        accepted([0, '07:35']),
        answered([0, '10:50'], 'Подмели и промыли.', ['path-underfoot', 'day']),
        confirmed([0, '16:00'], 5),
      ),
  report(
    [2, '16:35'],
    near('ул. Юбилейная, 17', 'ROAD.HOLE', [53.4702, 27.2195]),
    { text: 'яма после раскопок, асфальт не вернули', photo: ['pothole', 'rain'] },
    accepted([1, '08:30']),
  ),
  report(
    [1, '10:15'],
    at('UZ-0045', 'DOOR'),
    { text: 'Дверь не закрывается, доводчик сорван' },
    accepted([0, '12:05']),
  ),
  report(
    [1, '15:50'],
    near('ул. Пушкина, 21', 'UTIL.SEWER', [53.4595, 27.2075]),
    { text: 'Из колодца течёт на улицу, запах' },
    accepted([0, '16:05']),
  ),
  report([1, '19:40'], at('UZ-0048', 'SANDBOX'), { text: 'В песочнице совсем не осталось песка' }, accepted(35)),
  // this morning
  report(215, at('UZ-0040', 'BIN'), { text: 'урна с горкой' }),
  report(148, near('ул. Мира, 3', 'YARD.CLEAN', [53.4689, 27.2088]), {
    text: 'После ярмарки не убрали коробки',
    photo: ['litter', 'overcast'],
    unchecked: true,
  }),
  report(96, near('ул. Шоссейная, 14', 'OTHER'), {
    text: 'Можно ли сделать переход возле хлебозавода? Бегаем между машинами',
  }),
  report(71, at('UZ-0059', 'OTHER'), {
    text: 'У вас на дзвярах паведамленне толькі дробным шрыфтам, не прачытаць',
    lang: 'be',
  }),
  report(
    52,
    at('UZ-0043', 'HATCH'),
    { text: 'Люк сдвинут, щель с ладонь', photo: ['manhole', 'overcast'] },
    joined(20, 'sov24'),
  ),
  report(34, near('у рынка, ул. Ленина, 2', 'OTHER'), { text: 'Потеряли ключи с синим брелоком, вдруг кто сдал' }),
  report(16, at('UZ-0042', 'SHELTER'), { text: 'крыша остановки протекает прямо на лавку' }),
]
