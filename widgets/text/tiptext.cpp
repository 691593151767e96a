#include "widgets/text/tiptext.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>

namespace aisle {

namespace {

constexpr qsizetype kMostCharacters = 1000;
constexpr qsizetype kUsualLine = 80; // from here on a line ends at the next space
constexpr qsizetype kLongestLine = 110;

/// A label guesses whether its text is markup, which a text of the data may look like: it would be drawn, and pictures
/// that it names would be loaded. Labels of dialogs, tooltips and message boxes are labels too.
class PlainLabels : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Polish) {
            if (auto *label = qobject_cast<QLabel *>(watched); label && label->textFormat() == Qt::AutoText)
                label->setTextFormat(Qt::PlainText);
        }
        return false;
    }
};

void makeLabelsPlain()
{
    qApp->installEventFilter(new PlainLabels(qApp));
}

Q_COREAPP_STARTUP_FUNCTION(makeLabelsPlain)

} // namespace

QString tipText(const QString &text)
{
    QString shown;
    qsizetype line = 0;
    for (const auto c : text.left(kMostCharacters)) {
        const bool mayEnd = c.isSpace() ? line >= kUsualLine : line >= kLongestLine && !c.isLowSurrogate();
        if (mayEnd && c != u'\n') {
            shown += u'\n';
            line = 0;
        }
        if (!(mayEnd && c.isSpace() && c != u'\n'))
            shown += c;
        line = c == u'\n' ? 0 : line + 1;
    }
    if (text.size() > kMostCharacters)
        shown += QStringLiteral(" …");
    return shown;
}

QString buttonText(const QString &text)
{
    return QString(text).replace(u'&', QStringLiteral("&&"));
}

} // namespace aisle
