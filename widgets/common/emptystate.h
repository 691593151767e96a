#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace aisle {

/// What a page or a table shows instead of nothing: an icon, one sentence, and at most one button that does the next
/// thing. Also for failures (an error's sentence says what to do) and for "reading ...".
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    void setIcon(const QString &name);
    void setText(const QString &sentence);
    void setAction(const QString &label);                                               ///< empty: no button
    void say(const QString &icon, const QString &sentence, const QString &action = {}); ///< all three
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void triggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace aisle
