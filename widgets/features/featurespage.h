#pragma once
#include "models/desks/featuredesk.h"
#include "widgets/shell/page.h"

#include <optional>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace aisle {

class EmptyState;
class ListCard;
class GraphSection;
class LayoutMemory;
class ProductField;
class SimilarView;
struct CatalogueEncoding;
struct CataloguePictureEncoding;

/// Tables of features: which there are and how much of the catalogue they cover, making and deleting them, and what
/// some of them hold to be similar to a product; in a tab of its own the knowledge graph.
class FeaturesPage : public Page
{
    Q_OBJECT
public:
    explicit FeaturesPage(QWidget *parent = nullptr);

    void findInPage() override;
    bool isSettled() const override;

protected:
    void onProjectChanged() override;
    void onProjectLeaving() override;
    void retranslate() override;
    void onShown() override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createWidgets();
    QWidget *makeBar();
    void layOut();
    void connectAll();
    void connectTables();
    void connectSession();
    void refreshTab();

    void refresh();
    void takeTables(const FeatureDesk::Tables &tables);
    void showTables();
    void showState();
    void showButtons();

    const FeatureDesk::Table *chosen() const; ///< the row that is selected; null: none or several
    bool canWrite() const;
    void openEncode(const CatalogueEncoding &start);
    void openImport(const QString &path);
    void encode(const CatalogueEncoding &encoding, double seconds);
    void openPictures(const CataloguePictureEncoding &start);
    void encode(const CataloguePictureEncoding &encoding);
    void sayStopped();
    void encodeAtOnce();
    void bringUpToDate();
    void deleteChosen();
    void showOnMap();

    FeatureDesk *m_desk;
    std::optional<FeatureDesk::Tables> m_tables;
    std::optional<Error> m_failure;
    bool m_stale = true; ///< read again when shown

    QPushButton *m_encode;
    QPushButton *m_pictures;
    QPushButton *m_update;
    QPushButton *m_import;
    QPushButton *m_delete;
    QPushButton *m_map;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QSplitter *m_work;
    ListCard *m_list;
    QTabWidget *m_tabs;
    ProductField *m_find;
    SimilarView *m_similar;
    GraphSection *m_graph;
    LayoutMemory *m_memory;
    QAction *m_deleteKey;
};

} // namespace aisle
