#pragma once
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace aisle {

/// What is selected, each part with a cross; Back and Forward through the selection's history. One row of fixed height,
/// which stays while a project is open: what is selected never moves the page. Chips share the row and elide.
class ChipBar : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ChipBar(QWidget *parent = nullptr);
    void setSession(const SessionPointer &session);

Q_SIGNALS:
    void pageRequested(const QString &id); ///< a chip was clicked: where one sees what it names

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();
    void retranslate() override { rebuild(); }
    void clearChips();
    void nameButtons();
    void addShopperChips();
    void addProductChips();
    QString shoppersText(const IdSet<UserId> &shoppers) const;
    void addRunChips();
    void addChip(const QString &icon, const QString &text, const QString &tip, int runSlot, const QString &page,
                 const std::function<void()> &onClose);

    SessionPointer m_session;
    QToolButton *m_back;
    QToolButton *m_forward;
    QLabel *m_nothing;
    QHBoxLayout *m_row;
    std::vector<QWidget *> m_chips;
};

} // namespace aisle
