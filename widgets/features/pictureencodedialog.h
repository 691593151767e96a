#pragma once
#include "core/features/catalogueencoding.h"
#include "models/desks/featuredesk.h"
#include "widgets/forms/formdialog.h"

class QComboBox;
class QTimer;

namespace aisle {

/// Asks where the products' pictures lie and what makes vectors of them, and says how many there are.
class PictureEncodeDialog : public FormDialog
{
    Q_OBJECT
public:
    /// @param start  what stands in the form at first
    PictureEncodeDialog(SessionPointer session, FeatureDesk::Tables tables, const CataloguePictureEncoding &start,
                        QWidget *parent = nullptr);
    CataloguePictureEncoding encoding() const;
    bool isReady() const { return !m_forecastJob.isRunning() && !m_isWaiting; }

private:
    void createWidgets(const CataloguePictureEncoding &start);
    void connectAll();
    void retranslate() override;
    void proposeName();
    QString whyNot() const; ///< empty: it can be encoded
    bool isOthersName() const;
    void change(); ///< of any choice
    void foretell();
    void showForecast();
    bool isColumn() const;
    bool isNetwork() const;

    SessionPointer m_session;
    FeatureDesk::Tables m_tables;
    QComboBox *m_place;
    QLineEdit *m_column;
    QLineEdit *m_folder;
    QPushButton *m_browse;
    QComboBox *m_encoder;
    QLineEdit *m_network;
    QPushButton *m_browseNetwork;
    QComboBox *m_preprocess;
    QLineEdit *m_name;
    QTimer *m_delay;
    bool m_ownName = false;   ///< typed
    bool m_isWaiting = false; ///< for the delay to end
    std::optional<CataloguePictures> m_forecast;
    std::optional<Error> m_failure;
    Job<CataloguePictures> m_forecastJob;
};

} // namespace aisle
