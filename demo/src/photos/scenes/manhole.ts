import { grains, kerb, yard } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { groundcover } from '../foliage.ts'
import { height, width, type Brush, type Layers } from '../scene.ts'
import { ellipse, gradient, line, path, rect, softShadow, stroke, turned, type Svg } from '../svg.ts'

const iron = '#5b5d5f'

/** A shaft in a driveway without its cover, marked by neighbours with a branch; or closed. */
export function manhole(brush: Brush): Layers {
  const { broken, random, season } = brush
  const asphalt = gradient('asphalt', [
    [0, '#a5a5a3'],
    [1, '#7b7d7f'],
  ])
  const front = [
    asphalt.defs,
    path(`M0 560C400 500 900 500 ${width} 548L${width} ${height}L0 ${height}Z`, asphalt.fill),
    grains(260, 560, random),
    kerb(-10, 554, width + 10, 540, 20),
    groundcover(40, { left: 0, right: width, top: 490, bottom: 545 }, season, random),
    stroke('M120 900q120 -90 260 -70M1040 640q90 60 150 160', '#606366', 4, 'opacity=".6"'),
    ellipse(640, 752, 236, 104, '#8f8f8c'),
    ellipse(640, 746, 218, 94, darker(iron, 0.35)),
    ellipse(640, 742, 208, 88, iron),
    broken ? shaft() + coverAside() + warning() : closedCover(),
  ].join('')
  return { back: yard(brush), front }
}

function shaft(): Svg {
  const depth = gradient('depth', [
    [0, '#0f1114'],
    [0.6, '#1b1e22'],
    [1, '#3b3a36'],
  ])
  return (
    depth.defs +
    ellipse(640, 744, 186, 76, '#2a2c2e') +
    ellipse(640, 748, 180, 71, depth.fill) +
    path('M470 768C520 812 760 812 810 768C770 824 510 824 470 768Z', '#6d655a', 'opacity=".8"') +
    [700, 724].map((y, at) => stroke(`M${576 + at * 6} ${y + 24}h${124 - at * 12}`, '#565a5e', 8)).join('') +
    stroke('M458 740C480 690 580 664 660 668', lighter(iron, 0.4), 4)
  )
}

const pattern = (x: number, y: number, rx: number, ry: number): Svg =>
  [-0.6, -0.3, 0, 0.3, 0.6]
    .map((at) => {
      const half = Math.sqrt(1 - at * at) * 0.86
      return (
        line(x - rx * half, y + ry * at, x + rx * half, y + ry * at, darker(iron, 0.3), 5) +
        line(x - rx * half, y + ry * at - 3, x + rx * half, y + ry * at - 3, lighter(iron, 0.25), 2)
      )
    })
    .join('') +
  [-0.5, 0, 0.5]
    .map((at) =>
      line(
        x + rx * at - 10,
        y - ry * 0.8 * (1 - Math.abs(at) * 0.3),
        x + rx * at + 10,
        y + ry * 0.8 * (1 - Math.abs(at) * 0.3),
        darker(iron, 0.3),
        4,
      ),
    )
    .join('')

const closedCover = (): Svg =>
  ellipse(640, 744, 190, 78, '#303336') +
  ellipse(640, 739, 186, 75, '#6f7173') +
  pattern(640, 739, 186, 75) +
  ellipse(640, 739, 46, 19, '#787a7c') +
  ellipse(640, 738, 34, 13, '#5d5f61') +
  rect(630, 735, 20, 6, '#2a2c2e', 3) +
  path('M470 716C530 664 740 660 800 700C740 676 540 680 470 716Z', '#ffffff', 'opacity=".2"')

const coverAside = (): Svg =>
  softShadow(980, 818, 220, 40, 0.5) +
  turned(
    [
      ellipse(980, 796, 190, 74, '#2f3234'),
      ellipse(980, 780, 190, 74, '#6a6c6e'),
      pattern(980, 780, 180, 68),
      ellipse(980, 779, 40, 16, '#777'),
    ],
    -6,
    980,
    790,
  )

/** What people do before anybody comes: a branch with a rag. */
const warning = (): Svg =>
  [
    stroke('M566 770C560 640 590 520 552 380', '#6d543f', 16),
    stroke('M562 770C556 640 584 520 548 384', '#8a6d52', 5),
    stroke('M572 560q50 -30 66 -90M560 480q-40 -30 -50 -80', '#6d543f', 8),
    path('M548 372C600 340 650 380 700 356C690 400 706 424 690 452C650 440 610 462 556 440Z', '#c8483c'),
    path('M548 372C600 340 650 380 700 356C696 372 697 380 698 390C650 410 600 372 549 402Z', '#e0695a'),
    stroke('M560 440C610 462 650 440 690 452', '#8f2f27', 3),
  ].join('')
