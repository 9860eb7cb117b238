// Check PDFs by veraPDF's profiles for PDF/A-3A and PDF/UA-1: `java -cp JAR org.mozilla.javascript.tools.shell.Main verapdf.js FILE...`
// prints a line for each broken rule of each file, and one that says how many checks were made.
// The profiles are read here, since the jar has no JAXB to read them with.
var names = Array.prototype.slice.call(arguments);
var P = Packages.org.verapdf;
java.util.logging.LogManager.getLogManager().reset();
P.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = P.pdfa.Foundries.defaultInstance();
var profiles = P.pdfa.validation.profiles.Profiles;
var loader = java.lang.Class.forName("org.verapdf.pdfa.Foundries").getClassLoader();
var reader = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();

function each(list, act) {
  for (var at = 0; at < list.getLength(); at++) act(list.item(at));
}

function text(node, name) {
  var found = node.getElementsByTagName(name);
  return found.getLength() ? String(found.item(0).getTextContent()) : "";
}

function rule(node) {
  var id = node.getElementsByTagName("id").item(0);
  var standard = P.pdfa.flavours["PDFAFlavour$Specification"].valueOf(id.getAttribute("specification"));
  var number = profiles.ruleIdFromValues(standard, id.getAttribute("clause"), parseInt(id.getAttribute("testNumber")));
  var deferred = node.hasAttribute("deferred") ? java.lang.Boolean.valueOf(node.getAttribute("deferred")) : null;
  var named = new java.util.ArrayList();
  each(node.getElementsByTagName("argument"), function (one) {
    named.add(P.pdfa.validation.profiles.ErrorArgumentImpl.fromValues(String(one.getTextContent()), null, null));
  });
  var error = profiles.errorFromValues(text(node, "message"), named);
  var references = new java.util.ArrayList();
  return profiles.ruleFromValues(number, node.getAttribute("object"), deferred, node.getAttribute("tags"), text(node, "description"), text(node, "test"), error, references);
}

function profile(name) {
  var root = reader.parse(loader.getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml")).getDocumentElement();
  var rules = new java.util.HashSet(), variables = new java.util.HashSet();
  each(root.getElementsByTagName("rule"), function (node) { rules.add(rule(node)); });
  each(root.getElementsByTagName("variable"), function (node) {
    variables.add(profiles.variableFromValues(node.getAttribute("name"), node.getAttribute("object"), text(node, "defaultValue"), text(node, "value")));
  });
  var details = profiles.profileDetailsFromValues(name, "", "", new java.util.Date(0));
  return profiles.profileFromValues(P.pdfa.flavours.PDFAFlavour.valueOf(root.getAttribute("flavour")), details, "", rules, variables);
}

function check(kind, made, name) {
  var parser = foundry.createParser(new java.io.File(name), made.getPDFAFlavour());
  var result = foundry.createValidator(made, 100, false, false, false).validate(parser);
  var broken = {};
  for (var found = result.getTestAssertions().iterator(); found.hasNext(); ) {
    var one = found.next(), id = one.getRuleId();
    var key = id.getClause() + "-" + id.getTestNumber();
    if (!broken[key]) print([kind, name, "broken", key, one.getMessage(), one.getLocation().getContext()].join("\t"));
    broken[key] = true;
  }
  print([kind, name, result.isCompliant() ? "kept" : "not kept", result.getTotalAssertions()].join("\t"));
  parser.close();
}

["PDFA-3A", "PDFUA-1"].forEach(function (kind) {
  var made = profile(kind);
  names.forEach(function (name) { check(kind, made, name); });
});
