#pragma once
#include "models/projectsession.h"

#include <QWidget>

class QToolButton;

namespace aisle {

class FlowLayout;

/// What is selected, each part with a cross; Back and Forward through the selection's history. Hidden while nothing is
/// selected and there is nowhere to go back to.
class ChipBar : public QWidget
{
    Q_OBJECT
public:
    explicit ChipBar(QWidget *parent = nullptr);
    void setSession(const SessionPointer &session);

Q_SIGNALS:
    void pageRequested(const QString &id); ///< a chip was clicked: where one sees what it names

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    QString shoppersText(const IdSet<UserId> &shoppers) const;
    void addRunChips();
    void addChip(const QString &icon, const QString &text, const QString &tip, int runSlot, const QString &page,
                 const std::function<void()> &onClose);

    SessionPointer m_session;
    QToolButton *m_back;
    QToolButton *m_forward;
    FlowLayout *m_flow;
    std::vector<QWidget *> m_chips;
};

} // namespace aisle
