#pragma once
#include "models/projectsession.h"

namespace aisle {

/// Keeps the selection true to the project: a product has its title whoever selected it, compared runs are called as
/// the window's language calls them, and shoppers and products that an import took away with it are selected no more,
/// nor by Back.
class SelectionKeeper : public QObject
{
    Q_OBJECT
public:
    explicit SelectionKeeper(QObject *parent = nullptr) : QObject(parent) {}

    void setSession(const SessionPointer &session);
    void labelRuns(); ///< again, after the language changed

private:
    struct Known ///< ascending
    {
        std::vector<UserId> shoppers;
        std::vector<ItemId> products;
    };
    void nameProduct();
    void readTitle(ItemId product);
    void findGone();
    void dropAllBut(const Known &known);

    SessionPointer m_session;
    Job<QString> m_naming;
    Job<std::vector<RunRef>> m_labelling;
    Job<Known> m_checking;
};

} // namespace aisle
