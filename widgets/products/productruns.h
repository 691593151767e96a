#pragma once
#include "models/productdesk.h"
#include "models/rowsmodel.h"
#include "widgets/common/retranslated.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace aisle {

class ListCard;

/// A product as the compared runs see it: what the chosen one holds to be alike, and who is shown it.
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
    void productChosen(const aisle::ProductRef &product);
    void shopperChosen(const aisle::ShopperRef &shopper);
    void shoppersSelected(const std::vector<aisle::UserId> &shoppers);
    void reloadRequested(int slot);
    void runsRequested(); ///< nothing is compared: choose some

private:
    void connectAll();
    void retranslate() override;
    void showChosen();
    std::vector<RowsModel::Row> alikeRows(const ProductDesk::View &view) const;
    void showAlike(const ProductDesk::View &view);
    void showShown(const ProductDesk::View &view);
    void say(const QString &icon, const QString &sentence, const QString &action);
    int chosenSlot() const;
    bool hasRuns() const;

    SessionPointer m_session;
    const ProductDesk *m_desk = nullptr;
    std::optional<ProductDesk::Views> m_views;
    QComboBox *m_run;
    QToolButton *m_select;
    ListCard *m_alike;
    ListCard *m_shown;
};

} // namespace aisle
