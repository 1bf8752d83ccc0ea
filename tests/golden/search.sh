# text is found in every script, however it is written
cat >words.yaml <<'Y'
onus: 1
script: words
sources:
  - id: S1
    kind: testimony
    title: {en: 'Testimony of a witness', ko: 증언, ru: Показания свидетеля, ar: 'شَهَادَةُ الشَّاهِد', zh-Hant: 證人的證詞}
  - id: S2
    kind: article
    title: 'Élan vital & ＦＵＬＬ　ｗｉｄｔｈ'
actors:
  - id: A1
    schema: Person
    names:
      - {text: 'Kim Ch''ŏl-su', lang: en}
      - {text: 김철수, lang: ko}
      - {text: 金哲洙, lang: ko-Hani}
      - {text: Ким Чхоль Су, lang: ru}
claims:
  - id: C1
    kind: event
    text:
      en: |-
        The first line says nothing.
        They were taken to Chʻŏngjin and then
        back across the river.
      ar: 'نُقِلُوا إلى المدينة في ٢٠٢١'
    supports:
      - {source: S1, stance: asserts, quote: "우리는 강을 건넜다"}
Y
"$ONUS" init case >/dev/null && cd case && "$ONUS" import ../words.yaml
t() { echo "\$ onus search $*"; "$ONUS" search "$@" 2>&1; echo "= $?"; }
t chongjin
t "CH'ONGJIN"
t then back
t 강을
t 김
t 金
t чхоль
t СВИДЕТЕЛЯ
t شهادة
t المدينه
t 2021
t elan
t 'full width 0'
t full width
t 證人
t '"'
t nothing-like-it
t e --limit 2
t --json witness
t ''
t --limit 0 e
t "$(printf '\377')"
