import { accepted, answered, at, confirmed, near, planned, report, type PlannedReport } from './planned-report.ts'

/** What stood open in Жодино a month ago and has been finished since. */
export const zhodinoLeftOver: readonly PlannedReport[] = [
  report(
    [46, '08:35'],
    near('ул. Сухогрядская, 3', 'ROAD.FENCE', [54.0932, 28.3272]),
    { text: 'Ограждение у моста погнуто' },
    accepted([1, '09:30']),
    answered([18, '13:10'], 'Заменили секцию.'),
    confirmed([18, '18:25'], 4),
  ),
  report(
    [44, '19:20'],
    at('ZH-0105', 'PAVE'),
    { text: 'На тротуаре яма, коляска не проходит' },
    accepted([1, '10:15']),
    answered([16, '15:40'], 'Заасфальтировали сорок метров.'),
    confirmed([17, '08:50'], 5),
  ),
  report(
    [41, '11:45'],
    near('пр-т Мира, 6', 'HOUSE.WALL', [54.1006, 28.3289]),
    { text: 'С козырька сыплется штукатурка' },
    accepted([0, '12:05']),
    answered([13, '14:20'], 'Огородили в тот же день, теперь отремонтировали.'),
  ),
  report(
    [38, '07:15'],
    at('ZH-0102', 'SHELTER'),
    { text: 'Крыша протекает' },
    accepted([0, '15:30']),
    answered([12, '11:20'], 'Перекрыли.'),
    confirmed([12, '23:05'], 5),
  ),
  report(
    [35, '13:25'],
    at('ZH-0118', 'WALK'),
    { text: 'Переход без пандуса' },
    accepted([1, '09:00']),
    planned([1, '09:20'], 9, 'ждём согласования'),
    answered([10, '13:45'], 'Бордюр понизили с двух сторон.'),
    confirmed([10, '17:30'], 5),
  ),
  report(
    [33, '16:30'],
    near('ул. Брестская, 8', 'POST.COMM', [54.0984, 28.3417]),
    { text: 'Интернет пропадает каждый вечер' },
    accepted([1, '11:10']),
    answered([5, '16:15'], 'Заменили усилитель в доме.'),
    confirmed([6, '20:00'], 4),
  ),
  report(
    [31, '10:50'],
    at('ZH-0111', 'BENCH'),
    { text: 'Нет ни одной скамейки для родителей' },
    accepted([0, '14:40']),
    answered([7, '12:30'], 'Поставили две.'),
    confirmed([8, '17:10'], 5),
  ),
  report(
    [31, '20:15'],
    near('ул. Гагарина, 14', 'LIGHT.ENTR', [54.0949, 28.3284]),
    { text: 'Над подъездом не горит' },
    accepted([1, '08:20']),
    answered([3, '16:00'], 'Горит.'),
  ),
]
