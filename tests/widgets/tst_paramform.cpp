#include "core/recommend/registry.h"
#include "widgets/common/theme.h"
#include "widgets/forms/numberfield.h"
#include "widgets/forms/paramform.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace aisle;

class TestParamForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(ThemeChoice::Light); }
    void untouchedFormEqualsTheDefaults_data() { everyRecommender(); }
    void untouchedFormEqualsTheDefaults();
    void editorsShowTheWholeRange_data() { everyRecommender(); }
    void editorsShowTheWholeRange();
    void changedValuesAreMarkedAndReset();
    void typedTextIsTaken_data();
    void typedTextIsTaken();
    void stepsFitTheScale_data();
    void stepsFitTheScale();
    void sliderReachesBothEnds();
    void sliderOfWholeNumbersHasNoDeadPart();
    void bareWheelDoesNotChangeAValue();
    void isAsHighAsItNeeds();
    void focusGoesToTheFirstEditor();
    void severalNumbersAreTaken_data();
    void severalNumbersAreTaken();
    void severalNumbersAreChoices();

private:
    static void everyRecommender();
};

void TestParamForm::everyRecommender()
{
    QTest::addColumn<QString>("id");
    for (const auto &info : recommenders())
        QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
}

void TestParamForm::severalNumbersAreTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("integer");
    QTest::addColumn<QList<double>>("numbers");
    QTest::newRow("list") << "50, 100,  200" << true << QList<double>{50, 100, 200};
    QTest::newRow("no spaces") << "50,100,200" << true << QList<double>{50, 100, 200};
    QTest::newRow("one grouped") << "1,000" << true << QList<double>{1000};
    QTest::newRow("grouped ones") << "1,000; 2,000" << true << QList<double>{1000, 2000};
    QTest::newRow("fractions") << "0.1,0.2 1e-3" << false << QList<double>{.1, .2, .001};
    QTest::newRow("Chinese commas") << "10，20、30" << true << QList<double>{10, 20, 30};
    QTest::newRow("twice the same") << "10, 10" << true << QList<double>{7};
    QTest::newRow("one out of range") << "10, 99999" << true << QList<double>{7};
    QTest::newRow("one is no number") << "10, x" << true << QList<double>{7};
    QTest::newRow("a fraction among whole ones") << "10, 2.5" << true << QList<double>{7};
}

void TestParamForm::severalNumbersAreTaken()
{
    QFETCH(QString, text);
    QFETCH(bool, integer);
    QFETCH(QList<double>, numbers);
    NumberField field;
    field.setRange(0, 5000, ParamScale::Linear, integer);
    field.setTakesSeveral(true);
    field.setValue(7);
    auto *line = field.findChild<QLineEdit *>();
    line->selectAll();
    line->insert(text); // keyClicks() knows Latin 1 only
    QTest::keyClick(line, Qt::Key_Return);
    const auto values = field.values();
    if (numbers == QList<double>{7}) // what was understood on the way may stand, but never several
        QVERIFY(!field.hasSeveral());
    else
        QCOMPARE(QList<double>(values.begin(), values.end()), numbers);
    field.setValue(9);
    QCOMPARE(field.values(), std::vector<double>{9});
    QCOMPARE(line->text(), QStringLiteral("9"));
}

void TestParamForm::severalNumbersAreChoices()
{
    ParamForm form;
    form.setSchema(recommenderInfo("item-knn").schema);
    QCOMPARE(form.choices(), std::size_t(1));
    QCOMPARE(form.eachChangedValues(), std::vector{form.changedValues()});
    const auto type = [&](const char *key, const QString &text) {
        auto *line = form.findChild<NumberField *>(QString::fromLatin1(key))->findChild<QLineEdit *>();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    };
    type("neighbours", QStringLiteral("20, 40"));
    type("shrinkage", QStringLiteral("0, 5, 10"));
    QCOMPARE(form.choices(), std::size_t(6));
    const auto each = form.eachChangedValues();
    QCOMPARE(each.size(), std::size_t(6));
    QSet<QString> different;
    for (const auto &values : each) {
        const auto whole = form.schema().complete(values);
        different.insert(QStringLiteral("%1 %2")
                             .arg(whole.value(QStringLiteral("neighbours")).toDouble())
                             .arg(whole.value(QStringLiteral("shrinkage")).toDouble()));
    }
    QCOMPARE(different.size(), 6);
    form.reset();
    QCOMPARE(form.choices(), std::size_t(1));
}

void TestParamForm::isAsHighAsItNeeds()
{
    ParamForm fresh, used;
    fresh.setSchema(recommenderInfo("ease").schema);
    for (const auto *id : {"ials", "sasrec", "ease"})
        used.setSchema(recommenderInfo(id).schema);
    for (auto *form : {&fresh, &used}) {
        form->resize(400, 10);
        form->show();
    }
    QVERIFY(fresh.sizeHint().height() > 0);
    QCOMPARE(used.sizeHint().height(), fresh.sizeHint().height());
    QCOMPARE(used.heightForWidth(400), fresh.heightForWidth(400));
    used.setSchema(ParamSchema());
    QCOMPARE(used.sizeHint().height(), ParamForm().sizeHint().height());
}

void TestParamForm::focusGoesToTheFirstEditor()
{
    ParamForm form;
    form.setSchema(recommenderInfo("ease").schema);
    form.setSchema(recommenderInfo("bpr").schema);
    form.show();
    form.activateWindow();
    form.focusFirst();
    const auto first = QString::fromStdString(recommenderInfo("bpr").schema.specs().front().key);
    QTRY_VERIFY(QApplication::focusWidget() && QApplication::focusWidget()->objectName() == first);
}

void TestParamForm::untouchedFormEqualsTheDefaults()
{
    QFETCH(QString, id);
    const auto &schema = recommenderInfo(id.toStdString()).schema;
    ParamForm form;
    form.setSchema(schema);
    form.show();
    QCOMPARE(form.values(), schema.defaults());
    QVERIFY(form.changedValues().isEmpty());
    for (auto *field : form.findChildren<NumberField *>()) {
        field->setFocus();
        field->interpretText();
        field->clearFocus();
    }
    QCOMPARE(form.values(), schema.defaults());
}

void TestParamForm::editorsShowTheWholeRange()
{
    QFETCH(QString, id);
    const auto &schema = recommenderInfo(id.toStdString()).schema;
    ParamForm form;
    form.setSchema(schema);
    for (const auto &spec : schema.specs()) {
        const auto key = QString::fromStdString(spec.key);
        std::vector<QJsonValue> values{spec.defaultValue};
        if (spec.type == ParamType::Boolean)
            values = {true, false};
        for (const auto &choice : spec.choices)
            values.push_back(QString::fromStdString(choice));
        if (spec.type == ParamType::Integer || spec.type == ParamType::Real)
            values.insert(values.end(), {spec.min, spec.max});
        for (const auto &value : values) {
            form.setValues({{key, value}});
            QCOMPARE(form.values().value(key), value);
            if (const auto *field = form.findChild<NumberField *>(key)) {
                QCOMPARE(field->value(), value.toDouble());
                bool ok = false;
                const auto shown = QLocale().toDouble(field->text(), &ok);
                QVERIFY2(ok, qPrintable(field->text()));
                QCOMPARE(shown, value.toDouble()); // what is shown is the value, not a rounding of it
            } else if (const auto *box = form.findChild<QCheckBox *>(key)) {
                QCOMPARE(box->isChecked(), value.toBool());
            } else if (const auto *line = form.findChild<QLineEdit *>(key); line && spec.type == ParamType::Text) {
                QCOMPARE(line->text(), value.toString());
            } else {
                QCOMPARE(form.findChild<QComboBox *>(key)->currentData().toString(), value.toString());
            }
        }
    }
}

void TestParamForm::changedValuesAreMarkedAndReset()
{
    ParamForm form;
    form.setSchema(recommenderInfo("ease").schema);
    form.show();
    QSignalSpy changed(&form, &ParamForm::changed);
    auto *field = form.findChild<NumberField *>(QStringLiteral("l2"));
    const double standard = field->value();
    field->setValue(37.5);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(form.changedValues(), (QJsonObject{{QStringLiteral("l2"), 37.5}}));
    const auto labels = form.findChildren<QLabel *>();
    const auto bold = std::count_if(labels.begin(), labels.end(), [](const auto *label) {
        return label->font().bold() || label->font().weight() > QFont::Normal;
    });
    QCOMPARE(bold, 1);
    QToolButton *dot = nullptr;
    for (auto *button : form.findChildren<QToolButton *>()) {
        if (button->isVisible())
            dot = button;
    }
    QVERIFY(dot);
    dot->click();
    QCOMPARE(field->value(), standard);
    QVERIFY(form.changedValues().isEmpty());
    QVERIFY(!dot->isVisible());
}

void TestParamForm::typedTextIsTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("decimal") << QStringLiteral("0.00037") << .00037;
    QTest::newRow("exponent") << QStringLiteral("1e-7") << 1e-7;
    QTest::newRow("too small") << QStringLiteral("1e-12") << 1e-8;
    QTest::newRow("too large") << QStringLiteral("20") << 1.;
    QTest::newRow("no number") << QStringLiteral("quick") << 1e-3;
}

void TestParamForm::typedTextIsTaken()
{
    QFETCH(QString, text);
    QFETCH(double, value);
    NumberField field;
    field.setRange(1e-8, 1, ParamScale::Log, false);
    field.setValue(1e-3);
    field.show();
    QTest::keySequence(&field, QKeySequence(QKeySequence::SelectAll));
    QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(field.value(), value);
}

void TestParamForm::stepsFitTheScale_data()
{
    QTest::addColumn<int>("scale");
    QTest::addColumn<bool>("integer");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("up");
    QTest::addColumn<double>("down");
    QTest::newRow("log") << int(ParamScale::Log) << false << .001 << .002 << .0005;
    QTest::newRow("log between") << int(ParamScale::Log) << false << .0037 << .005 << .002;
    QTest::newRow("doubling") << int(ParamScale::PowerOfTwo) << true << 64. << 128. << 32.;
    QTest::newRow("doubling between") << int(ParamScale::PowerOfTwo) << true << 50. << 64. << 32.;
    QTest::newRow("whole") << int(ParamScale::Linear) << true << 7. << 8. << 6.;
}

void TestParamForm::stepsFitTheScale()
{
    QFETCH(int, scale);
    QFETCH(bool, integer);
    QFETCH(double, from);
    QFETCH(double, up);
    QFETCH(double, down);
    NumberField field;
    field.setRange(integer ? 1 : 1e-6, 1e4, static_cast<ParamScale>(scale), integer);
    field.setValue(from);
    field.stepBy(1);
    QCOMPARE(field.value(), up);
    field.setValue(from);
    field.stepBy(-1);
    QCOMPARE(field.value(), down);
}

void TestParamForm::sliderOfWholeNumbersHasNoDeadPart()
{
    NumberEditor editor;
    editor.setRange(0, 10000, ParamScale::Log, true);
    editor.slider()->setValue(editor.slider()->maximum() / 2);
    QCOMPARE(editor.field()->value(), 100.);
    editor.slider()->setValue(0);
    QCOMPARE(editor.field()->value(), 0.);
}

void TestParamForm::sliderReachesBothEnds()
{
    for (const double min : {0., 1e-6}) {
        NumberEditor editor;
        editor.setRange(min, .5, ParamScale::Log, false);
        editor.field()->setValue(.01);
        QVERIFY(editor.slider()->value() > 0 && editor.slider()->value() < editor.slider()->maximum());
        QCOMPARE(editor.field()->value(), .01); // the slider follows without rounding the value
        editor.slider()->setValue(editor.slider()->maximum());
        QCOMPARE(editor.field()->value(), .5);
        editor.slider()->setValue(0);
        QCOMPARE(editor.field()->value(), min);
    }
}

void TestParamForm::bareWheelDoesNotChangeAValue()
{
    NumberField field;
    field.setRange(1, 100, ParamScale::Linear, true);
    field.setValue(5);
    QWheelEvent event(QPointF(5, 5), QPointF(5, 5), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&field, &event);
    QCOMPARE(field.value(), 5.);
    QVERIFY(!event.isAccepted());
}

QTEST_MAIN(TestParamForm)
#include "tst_paramform.moc"
