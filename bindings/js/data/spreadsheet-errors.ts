/** What spreadsheets show in the place of a value that they cannot compute, by Excel's languages. */
const ERRORS = {
  english: '#DIV/0! #NUM! #VALUE! #REF! #NAME? #NULL! #SPILL! #CALC! #ERROR!',
  german: '#NV #NV! #N/V #WERT! #BEZUG! #ZAHL! #ÜBERLAUF! #KALK!',
  french: '#NUL! #VALEUR! #NOM? #NOMBRE! #PROPAGATION! #CALCUL!',
  spanish: '#¡NULO! #¡DIV/0! #¡VALOR! #¡REF! #¿NOMBRE? #¡NUM! #¡DESBORDAMIENTO!',
  italianAndPortuguese: '#N/D #N/DISP #NULLO! #VALORE! #RIF! #NOME? #NULO! #VALOR! #NÚM!',
  dutch: '#N/B #LEEG! #DEEL/0! #WAARDE! #VERW! #NAAM? #GETAL!',
  polish: '#DZIEL/0! #ARG! #ADR! #NAZWA? #LICZBA! #ZERO!',
  swedish: '#SAKNAS! #DIVISION/0! #VÄRDEFEL! #REFERENS! #NAMN? #OGILTIGT! #SKÄRNING!',
  danishAndNorwegian: '#I/T #VÆRDI! #REFERENCE! #NAVN? #VERDI!',
  russian: '#Н/Д #ДЕЛ/0! #ЗНАЧ! #ССЫЛКА! #ИМЯ? #ЧИСЛО! #ПУСТО!',
};

export function spreadsheetErrors(): string[] {
  return Object.values(ERRORS).join(' ').split(' ');
}
