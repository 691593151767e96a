#include "widgets/forms/wheelguard.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QPointer>
#include <QScrollBar>

namespace aisle {

namespace {

bool isBox(const QObject *watched)
{
    return qobject_cast<const QComboBox *>(watched) || qobject_cast<const QAbstractSpinBox *>(watched) ||
           (qobject_cast<const QAbstractSlider *>(watched) && !qobject_cast<const QScrollBar *>(watched));
}

class WheelGuard : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Polish && isBox(watched)) {
            auto *box = static_cast<QWidget *>(watched);
            if (box->focusPolicy() == Qt::WheelFocus)
                box->setFocusPolicy(Qt::StrongFocus);
        }
        if (event->type() != QEvent::Wheel || !isBox(watched))
            return false;
        const auto *box = static_cast<QWidget *>(watched);
        const auto *focused = QApplication::focusWidget();
        if (focused && (box == focused || box->isAncestorOf(focused)))
            return false;
        event->ignore(); // on to what it lies in
        return true;
    }
};

} // namespace

void guardWheel()
{
    static QPointer<WheelGuard> guard; // must go with the application
    if (guard)
        return;
    guard = new WheelGuard(qApp);
    qApp->installEventFilter(guard);
}

} // namespace aisle
