exports.decorate = function (text) {
  return '<' + text + '>';
};
