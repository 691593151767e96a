#pragma once
#include "models/productdesk.h"
#include "widgets/common/retranslated.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace aisle {

class ListCard;

/// Whom the compared runs show a product to: of the chosen one.
class ProductRuns : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ProductRuns(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    void setDesk(const ProductDesk *desk);
    void showRuns(); ///< which are compared, and their states
    void showViews(const ProductDesk::Views &views);
    void forgetViews();
    void showLoading();

Q_SIGNALS:
    void shopperChosen(const aisle::ShopperRef &shopper);
    void shoppersSelected(const std::vector<aisle::UserId> &shoppers);
    void reloadRequested(int slot);
    void runsRequested(); ///< nothing is compared: choose some

private:
    void connectAll();
    void retranslate() override;
    void showChosen();
    void showShown(const ProductDesk::View &view);
    void say(const QString &icon, const QString &sentence, const QString &action);
    int chosenSlot() const;
    bool hasRuns() const;

    SessionPointer m_session;
    const ProductDesk *m_desk = nullptr;
    std::optional<ProductDesk::Views> m_views;
    QComboBox *m_run;
    QToolButton *m_select;
    ListCard *m_shown;
};

} // namespace aisle
