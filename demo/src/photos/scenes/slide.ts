import { cover, yard } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import type { Brush, Layers } from '../scene.ts'
import { between, ellipse, gradient, line, path, poly, rect, scattered, softShadow, stroke, type Svg } from '../svg.ts'

const red = '#c4553f',
  metal = '#b9c4cb',
  blue = '#3f74a3'

/** A slide with a hole rusted into it, or with a new sheet. */
export function slide(brush: Brush): Layers {
  const { broken, light, random } = brush
  const sand = gradient('sand', [
    [0, '#dccaa4'],
    [1, '#c0aa80'],
  ])
  const front = [
    cover(brush, 130),
    sand.defs,
    ellipse(690, 790, 500, 96, sand.fill),
    scattered(90, random, () =>
      ellipse(
        between(random, 250, 1130),
        between(random, 730, 850),
        4,
        2,
        darker('#cdb88f', random() * 0.3),
        'opacity=".5"',
      ),
    ),
    poly(
      [
        [330, 780],
        [520, 780],
        [1130 + 60 * light.reach, 850],
        [960, 860],
      ],
      '#232a3c',
      `opacity="${light.shadow}"`,
    ),
    softShadow(340, 776, 44, 10),
    softShadow(520, 790, 44, 10),
    softShadow(1060, 812, 120, 16),
    ladder(),
    tower(),
    chute(broken),
  ].join('')
  return { back: yard(brush), front }
}

const bar = (x1: number, y1: number, x2: number, y2: number, tone: string, wide: number): Svg =>
  line(x1, y1, x2, y2, darker(tone, 0.3), wide) +
  line(x1 - wide * 0.15, y1, x2 - wide * 0.15, y2, tone, wide * 0.66) +
  line(x1 - wide * 0.28, y1, x2 - wide * 0.28, y2, lighter(tone, 0.5), wide * 0.18)
const ladder = (): Svg =>
  bar(236, 780, 356, 400, blue, 18) +
  bar(316, 796, 430, 410, blue, 18) +
  Array.from({ length: 6 }, (_, at) =>
    bar(250 + at * 20, 730 - at * 62, 330 + at * 19, 740 - at * 62, '#d9a93d', 13),
  ).join('')
const tower = (): Svg =>
  bar(356, 776, 356, 170, red, 22) +
  bar(540, 792, 540, 176, red, 22) +
  rect(340, 398, 220, 30, darker('#b98a58', 0.1), 4) +
  rect(340, 398, 220, 9, '#d9ae7b', 3) +
  poly(
    [
      [310, 190],
      [450, 70],
      [590, 190],
    ],
    '#d9a93d',
  ) +
  poly(
    [
      [310, 190],
      [450, 70],
      [450, 190],
    ],
    lighter('#d9a93d', 0.25),
  ) +
  rect(306, 186, 288, 18, darker('#d9a93d', 0.3), 5) +
  bar(356, 300, 540, 300, blue, 14)

function chute(broken: boolean): Svg {
  const sheet = gradient(
    'sheet',
    [
      [0, lighter(metal, 0.4)],
      [0.5, metal],
      [1, darker(metal, 0.14)],
    ],
    'right',
  )
  const lane =
    'M540 408C640 420 720 520 820 650C880 730 960 770 1100 780L1110 812C940 806 850 770 786 694C700 590 640 480 534 452Z'
  return (
    sheet.defs +
    path(lane, broken ? '#a9b1b4' : sheet.fill) +
    stroke(
      'M548 432C650 450 730 560 812 664C874 740 950 784 1090 792',
      '#ffffff',
      9,
      `opacity="${broken ? 0.25 : 0.75}"`,
    ) +
    stroke('M536 400C646 408 730 510 832 640C890 716 970 758 1106 768', darker(red, 0.1), 18) +
    stroke('M536 396C648 402 734 504 836 634C892 708 972 750 1106 761', lighter(red, 0.35), 5) +
    stroke('M530 462C640 492 700 604 782 706C846 780 940 820 1108 824', darker(red, 0.25), 18) +
    bar(800, 690, 760, 812, blue, 16) +
    bar(1060, 800, 1060, 824, blue, 14) +
    (broken ? rust() : '')
  )
}

const rust = (): Svg =>
  path(
    'M690 548C716 530 752 560 776 598C800 628 824 652 812 668C790 682 760 650 736 622C712 596 676 572 690 548Z',
    '#8a5233',
  ) +
  path(
    'M704 560C722 552 744 574 764 602C784 630 802 648 796 656C782 660 760 636 742 614C722 590 698 576 704 560Z',
    '#1c2022',
  ) +
  stroke('M704 560L716 578L730 574L744 600L758 598L770 622L784 624L796 656', '#d9b08c', 4) +
  [
    [620, 470, 20, 8],
    [870, 726, 30, 8],
    [930, 766, 22, 6],
    [650, 510, 12, 5],
  ]
    .map(([x, y, rx, ry]) => ellipse(x!, y!, rx!, ry!, '#9a6240', 'opacity=".7"'))
    .join('')
