/** What spreadsheets show in the place of a value that they cannot compute, in Excel's languages. */
export const SPREADSHEET_ERRORS: readonly string[] = [
  ...['#DIV/0!', '#NUM!', '#VALUE!', '#REF!', '#NAME?', '#NULL!', '#SPILL!', '#CALC!', '#ERROR!'],
  // German
  ...['#NV', '#NV!', '#N/V', '#WERT!', '#BEZUG!', '#ZAHL!', '#ÜBERLAUF!', '#KALK!'],
  // French
  ...['#NUL!', '#VALEUR!', '#NOM?', '#NOMBRE!', '#PROPAGATION!', '#CALCUL!'],
  // Spanish
  ...['#¡NULO!', '#¡DIV/0!', '#¡VALOR!', '#¡REF!', '#¿NOMBRE?', '#¡NUM!', '#¡DESBORDAMIENTO!'],
  // Italian and Portuguese
  ...['#N/D', '#N/DISP', '#NULLO!', '#VALORE!', '#RIF!', '#NOME?', '#NULO!', '#VALOR!', '#NÚM!'],
  // Dutch
  ...['#N/B', '#LEEG!', '#DEEL/0!', '#WAARDE!', '#VERW!', '#NAAM?', '#GETAL!'],
  // Polish
  ...['#DZIEL/0!', '#ARG!', '#ADR!', '#NAZWA?', '#LICZBA!', '#ZERO!'],
  // Swedish, Danish and Norwegian
  ...['#SAKNAS!', '#DIVISION/0!', '#VÄRDEFEL!', '#REFERENS!', '#NAMN?', '#OGILTIGT!', '#SKÄRNING!'],
  ...['#I/T', '#VÆRDI!', '#REFERENCE!', '#NAVN?', '#VERDI!'],
  // Russian
  ...['#Н/Д', '#ДЕЛ/0!', '#ЗНАЧ!', '#ССЫЛКА!', '#ИМЯ?', '#ЧИСЛО!', '#ПУСТО!'],
];
