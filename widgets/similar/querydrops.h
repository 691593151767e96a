#pragma once
#include <QObject>
#include <QString>

class QAction;
class QMimeData;
class QWidget;

namespace aisle {

/// Lets a picture be dropped on a page, or pasted there, to ask what looks like it; a pasted text asks as well. What
/// else is dropped is left to the page and the window.
class QueryDrops : public QObject
{
    Q_OBJECT
public:
    explicit QueryDrops(QWidget *page);
    void setEnabled(bool enabled);

Q_SIGNALS:
    void pictureGiven(const QString &file); ///< of this machine; what was copied in another program is a file by then
    void textGiven(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void paste();
    QString fileOf(const QMimeData *data); ///< empty: it is no picture

    QAction *m_paste;
    bool m_isEnabled = true;
};

} // namespace aisle
