import { grains, yard } from '../backdrops.ts'
import { groundcover, leaf } from '../foliage.ts'
import { height, width, type Brush, type Layers } from '../scene.ts'
import { between, ellipse, gradient, line, oneOf, path, scattered, stroke, type Svg } from '../svg.ts'

/** A walkway that one slips on: ice in winter, wet leaves or mud otherwise; or cleared and sanded. */
export function pathUnderfoot(brush: Brush): Layers {
  const { broken, random, season } = brush
  const walk = gradient('walk', [
    [0, '#aeb0b0'],
    [1, '#8b8d8e'],
  ])
  const edge = `M500 410C470 560 300 760 130 ${height}L1150 ${height}C980 760 790 560 770 410Z`
  const joints = [
    [440, 492, 776],
    [500, 466, 798],
    [584, 420, 840],
    [700, 330, 932],
    [850, 206, 1070],
  ]
    .map(([y, from, to], at) => line(from!, y!, to!, y!, '#77797a', 2 + at))
    .join('')
  const front = [
    walk.defs,
    path(edge, walk.fill),
    grains(160, 430, random),
    joints,
    banks(brush),
    broken ? (season.snow ? ice(random) : wetLeaves(brush)) : cleared(brush),
    groundcover(70, { left: 0, right: 150, top: 520, bottom: height }, season, random),
    groundcover(70, { left: 1130, right: width, top: 520, bottom: height }, season, random),
  ].join('')
  return { back: yard(brush), front }
}

function banks({ season, broken }: Brush): Svg {
  if (!season.snow)
    return stroke(`M500 410C470 560 300 760 130 ${height}M770 410C790 560 980 760 1150 ${height}`, '#c8c7c1', 12)
  const snow = gradient('snow', [
    [0, '#f6f8fa'],
    [1, '#d5dee6'],
  ])
  const high = broken ? 0 : 26
  return (
    snow.defs +
    path(
      `M500 ${404 - high}C430 540 250 720 -20 ${880 - high * 2}L-20 ${height}L130 ${height}C300 760 470 560 500 410Z`,
      snow.fill,
    ) +
    path(
      `M770 ${404 - high}C840 540 1030 720 1300 ${880 - high * 2}L1300 ${height}L1150 ${height}C980 760 790 560 770 410Z`,
      snow.fill,
    ) +
    stroke(`M500 410C470 560 300 760 130 ${height}M770 410C790 560 980 760 1150 ${height}`, '#b7c4d0', 6)
  )
}

function ice(random: () => number): Svg {
  const glaze = gradient('glaze', [
    [0, '#e8f1f6', 0.92],
    [1, '#b9cfdd', 0.92],
  ])
  return [
    glaze.defs,
    path(
      'M520 450C640 420 740 440 760 480C820 600 960 740 1020 900C800 960 500 960 300 920C340 780 480 620 520 450Z',
      glaze.fill,
    ),
    ...['M560 520C640 500 700 520 720 560', 'M470 700C600 660 760 690 840 740', 'M420 850C560 800 800 830 930 870'].map(
      (d) => stroke(d, '#ffffff', 13, 'opacity=".75"'),
    ),
    ...['M610 600l60 40l-20 50l70 30', 'M520 800l80 -30l60 40', 'M760 780l50 50l70 -10'].map((d) =>
      stroke(d, '#8ea9bb', 3, 'opacity=".8"'),
    ),
    scattered(9, random, () =>
      ellipse(
        between(random, 440, 860),
        between(random, 560, 900),
        between(random, 26, 60),
        between(random, 8, 18),
        '#f7fbfd',
        'opacity=".55"',
      ),
    ),
    stroke('M600 870C640 760 700 740 660 620', '#9fb6c6', 20, 'opacity=".35"'),
  ].join('')
}

function wetLeaves({ random, season, light }: Brush): Svg {
  const water = gradient('puddle', [
    [0, light.sky[1], 0.85],
    [1, light.sky[0], 0.9],
  ])
  const tones =
    season.name === 'autumn'
      ? ['#b06a2c', '#c98a38', '#8a4f28', '#d9ab4e', '#6f4a2b']
      : ['#6f5b45', '#85704f', '#5a4a3a', '#8f8a55', '#4f5a3a']
  return (
    water.defs +
    path(
      'M420 690C520 620 760 620 880 700C980 760 900 850 740 862C560 880 380 860 360 790C350 750 380 716 420 690Z',
      '#5c5a57',
      'opacity=".4"',
    ) +
    path(
      'M440 700C530 636 750 636 862 706C950 764 880 836 736 846C570 862 400 846 382 786C374 752 400 722 440 700Z',
      water.fill,
    ) +
    path('M470 716C560 670 700 672 780 700C700 706 560 716 470 740Z', '#ffffff', 'opacity=".4"') +
    scattered(190, random, () => {
      const y = between(random, 470, 940),
        half = 110 + (y - 410) * 0.6
      return leaf(635 + between(random, -half, half), y, 4 + (y - 410) / 48, oneOf(random, tones), random)
    })
  )
}

const cleared = ({ random, season }: Brush): Svg =>
  scattered(season.snow ? 320 : 60, random, () => {
    const depth = random() ** 0.6,
      y = 420 + depth * 520,
      half = 120 + depth * 330
    return ellipse(
      635 + between(random, -half, half),
      y,
      2 + depth * 3,
      1 + depth * 1.6,
      oneOf(random, ['#c99d62', '#b5854c', '#dcb67e']),
      'opacity=".8"',
    )
  }) +
  [0, 1, 2]
    .map((at) =>
      stroke(`M${540 - at * 60} ${560 + at * 130}q110 -24 ${220 + at * 110} ${4}`, '#ffffff', 10, 'opacity=".1"'),
    )
    .join('')
