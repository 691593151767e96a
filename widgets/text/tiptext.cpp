#include "widgets/text/tiptext.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>

namespace aisle {

namespace {

/// A label guesses whether its text is markup, which a text of the data may look like: it would be drawn, and pictures
/// that it names would be loaded. Labels of dialogs, tooltips and message boxes are labels too. What they draw is a
/// shownText().
class PlainLabels : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool isShown = event->type() == QEvent::Polish || event->type() == QEvent::Paint;
        if (auto *label = isShown ? qobject_cast<QLabel *>(watched) : nullptr)
            makePlain(*label);
        return false;
    }

private:
    static void makePlain(QLabel &label)
    {
        if (label.textFormat() == Qt::AutoText)
            label.setTextFormat(Qt::PlainText);
        if (const auto shown = shownText(label.text()); shown != label.text())
            label.setText(shown);
    }
};

void makeLabelsPlain()
{
    qApp->installEventFilter(new PlainLabels(qApp));
}

Q_COREAPP_STARTUP_FUNCTION(makeLabelsPlain)

} // namespace

QString buttonText(const QString &text)
{
    constexpr qsizetype kMostCharacters = 200; // no menu is wider than a screen
    auto shown = shownText(text.left(kMostCharacters)).replace(u'&', QStringLiteral("&&"));
    return text.size() > kMostCharacters ? shown + QStringLiteral(" …") : shown;
}

QString titleText(const QString &text)
{
    return shownText(text).replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
}

} // namespace aisle
