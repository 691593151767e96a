#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QTest>
#include <memory>

using namespace aisle;

/// Text has 4.5:1 on everything it may stand on, marks 3:1, in both themes.
class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(ThemeChoice::Light); }
    void textIsReadable_data() { addThemes(); }
    void textIsReadable();
    void marksAreVisible_data() { addThemes(); }
    void marksAreVisible();
    void kindsAreOrdered_data() { addThemes(); }
    void kindsAreOrdered();
    void controlsHaveEdges_data();
    void controlsHaveEdges();
    void focusIsSeen_data() { addThemes(); }
    void focusIsSeen();
    void textFollowsTheTheme();
    void iconsArePainted();
    void contrastIsThatOfTheStandard();

private:
    static void addThemes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    static void compare(const QColor &front, const QColor &back, double least, const char *what)
    {
        const auto ratio = contrastRatio(front, back);
        QVERIFY2(
            ratio >= least,
            qPrintable(
                QStringLiteral("%1: %2 on %3 has %4").arg(QLatin1String(what), front.name(), back.name()).arg(ratio)));
    }
};

void ThemeTest::textIsReadable()
{
    QFETCH(bool, dark);
    const auto &t = dark ? darkTokens() : lightTokens();
    for (const auto &back : {t.window, t.surface, t.raised}) {
        compare(t.text, back, 4.5, "text");
        compare(t.secondaryText, back, 4.5, "secondary text");
        compare(t.good, back, 4.5, "good");
        compare(t.warning, back, 4.5, "warning");
        compare(t.bad, back, 4.5, "bad");
        for (const auto &run : t.runs)
            compare(run, back, 4.5, "run");
    }
    compare(t.text, t.selection, 4.5, "selected text");
    compare(t.accentText, t.accent, 4.5, "text on accent");
}

void ThemeTest::marksAreVisible()
{
    QFETCH(bool, dark);
    const auto &t = dark ? darkTokens() : lightTokens();
    for (const auto &back : {t.window, t.surface}) {
        compare(t.outline, back, 3, "outline");
        compare(t.accent, back, 3, "accent");
        compare(t.returns, back, 3, "returns");
        for (const auto &kind : t.kinds)
            compare(kind, back, 3, "kind");
    }
}

void ThemeTest::kindsAreOrdered()
{
    QFETCH(bool, dark);
    const auto &kinds = (dark ? darkTokens() : lightTokens()).kinds;
    for (std::size_t i = 1; i < kinds.size(); ++i)
        QVERIFY(contrastRatio(kinds[i], Qt::black) <
                contrastRatio(kinds[i - 1], Qt::black)); // exposure light, purchase dark
}

namespace {

QColor at(const QImage &image, int x, int y)
{
    return image.pixelColor(std::clamp(x, 0, image.width() - 1), std::clamp(y, 0, image.height() - 1));
}

/// The strongest contrast to the ground along a line from the left into the middle.
double edgeContrast(const QImage &image, const QColor &ground, int reach)
{
    double best = 1;
    for (int x = 0; x < reach; ++x)
        best = std::max(best, contrastRatio(at(image, x, image.height() / 2), ground));
    return best;
}

QImage pictureOf(QWidget &widget, const QColor &ground)
{
    QImage image(widget.size(), QImage::Format_RGB32);
    image.fill(ground);
    widget.render(&image, {}, {}, QWidget::DrawChildren);
    return image;
}

} // namespace

void ThemeTest::controlsHaveEdges_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("control");
    for (const bool dark : {false, true}) {
        for (const char *control : {"radio", "check", "spin", "line"})
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(control)).arg(dark)))
                << dark << QString::fromLatin1(control);
    }
}

void ThemeTest::controlsHaveEdges()
{
    QFETCH(bool, dark);
    QFETCH(QString, control);
    Theme::instance().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    std::unique_ptr<QWidget> widget;
    if (control == QLatin1String("radio"))
        widget = std::make_unique<QRadioButton>();
    else if (control == QLatin1String("check"))
        widget = std::make_unique<QCheckBox>();
    else if (control == QLatin1String("spin"))
        widget = std::make_unique<QSpinBox>();
    else
        widget = std::make_unique<QLineEdit>();
    widget->resize(widget->sizeHint());
    for (const auto &ground : {tokens().window, tokens().surface}) {
        const auto ratio = edgeContrast(pictureOf(*widget, ground), ground, 12);
        QVERIFY2(ratio >= 3, qPrintable(QString::number(ratio)));
    }
    Theme::instance().setChoice(ThemeChoice::Light);
}

void ThemeTest::focusIsSeen()
{
    QFETCH(bool, dark);
    Theme::instance().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    QWidget window;
    QSpinBox spin(&window);
    QLineEdit line(&window);
    line.move(0, 60);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    for (QWidget *field : std::initializer_list<QWidget *>{&spin, &line}) {
        window.setFocus();
        const auto without = pictureOf(*field, tokens().surface);
        field->setFocus(Qt::TabFocusReason);
        const auto with = pictureOf(*field, tokens().surface);
        const int y = with.height() / 2;
        const auto ratio = std::max(contrastRatio(at(with, 0, y), at(without, 0, y)),
                                    contrastRatio(at(with, 1, y), at(without, 1, y)));
        QVERIFY2(ratio >= 1.5, qPrintable(QString::number(ratio)));
        QVERIFY(std::max(contrastRatio(at(with, 0, y), tokens().surface),
                         contrastRatio(at(with, 1, y), tokens().surface)) >= 4.5);
    }
    Theme::instance().setChoice(ThemeChoice::Light);
}

/// Tones are roles of the palette, so a label made in one theme is readable in the other.
void ThemeTest::textFollowsTheTheme()
{
    Theme::instance().setChoice(ThemeChoice::Dark);
    QLabel label(QStringLiteral("text"));
    for (const auto tone : {Tone::Plain, Tone::Secondary, Tone::Warning, Tone::Bad}) {
        setTone(&label, tone);
        for (const auto choice : {ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::Dark}) {
            Theme::instance().setChoice(choice);
            compare(QApplication::palette().color(label.foregroundRole()), tokens().surface, 4.5, "tone");
        }
    }
    Theme::instance().setChoice(ThemeChoice::Light);
}

void ThemeTest::iconsArePainted()
{
    const auto names = iconNames();
    QVERIFY(names.size() > 40);
    for (const auto &name : names) {
        const auto image = iconPixmap(name, 24, Qt::black, 1).toImage();
        int painted = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                painted += qAlpha(image.pixel(x, y)) > 40;
        QVERIFY2(painted > 10, qPrintable(name));
    }
}

void ThemeTest::contrastIsThatOfTheStandard()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QVERIFY(std::abs(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < .01); // the usual example of WCAG 2
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
